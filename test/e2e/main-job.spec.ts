import { liveJourney } from './support/live-journey';
import { walkMainJob } from './support/walk-main-job';

liveJourney(
  'the main job: drift, plan, rehearse, review, run, verify, history, roll back',
  async ({ page, address, live }) => {
    liveJourney.setTimeout(300_000);
    await page.goto(address);
    await walkMainJob(page, live);
  },
);
