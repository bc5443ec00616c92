import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeOfRequest, readRequest } from '../../../../electron/main/requested-place';
import { parsePlace } from '../../../../renderer/state/place';

describe('what the system asks to open', () => {
  it('is a folder, a tidemark.yaml, or a plan in the workspace above it', async () => {
    const root = await realpath(await mkdtemp(join(tmpdir(), 'tidemark-request-')));
    try {
      await mkdir(join(root, 'db', 'plans'), { recursive: true });
      await writeFile(join(root, 'tidemark.yaml'), 'sources: []\n');
      expect(readRequest('db', root)).toEqual({ folder: join(root, 'db') });
      expect(readRequest('tidemark.yaml', root)).toEqual({ folder: root });
      const plan = readRequest(join(root, 'db/plans/a b.plan.json'), '/');
      expect(plan).toEqual({ folder: root, plan: 'db/plans/a b.plan.json' });
      const place = placeOfRequest(plan ?? { folder: '' }, root);
      expect(parsePlace(place)).toMatchObject({ screen: 'review', path: ['db/plans/a b.plan.json'] });
    } finally {
      await rm(root, { recursive: true, force: true });
    }
  });

  it('is shown on Welcome first, unless it is open', () => {
    const place = parsePlace(placeOfRequest({ folder: '/data/a&b#c', plan: 'x.plan.json' }, '/data/other'));
    expect(place?.screen).toBe('welcome');
    expect(place?.query.get('folder')).toBe('/data/a&b#c');
    expect(placeOfRequest({ folder: '/data' }, '/data')).toBe('#/overview');
    expect(placeOfRequest({ folder: '/data' }, undefined)).toContain('#/welcome');
  });

  it.each([
    ['tidemark://open?folder=/home/me/project', '/home/me/project'],
    ['tidemark://open?folder=/home/me/project/', '/home/me/project'],
    ['TIDEMARK://open?folder=%2Fhome%2Fme%2Fa%20b', '/home/me/a b'],
  ])('may be the link %s', (link, folder) => {
    expect(readRequest(link, '/')).toEqual({ folder });
  });

  it.each([
    ['tidemark://run?folder=/home/me/project'],
    ['tidemark://open'],
    ['tidemark://open?folder=project'],
    ['tidemark://open?folder=../../etc'],
    ['tidemark://open?folder=/home/../etc'],
    ['tidemark://open?folder=/home/me%00.yaml'],
    ['tidemark:javascript:alert(1)'],
    ['--read-only'],
    [''],
  ])('is not %s', (word) => {
    expect(readRequest(word, '/')).toBeUndefined();
  });
});
