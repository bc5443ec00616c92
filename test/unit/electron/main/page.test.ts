import { describe, expect, it } from 'vitest';
import { servePage } from '../../../../electron/main/page';

describe('the page', () => {
  async function ask(url: string): Promise<Response> {
    let answer: ((request: Request) => Response | Promise<Response>) | undefined;
    const files = new Map([['/', { body: Buffer.from('<p>'), type: 'text/html; charset=utf-8' }]]);
    servePage({ handle: (_scheme, handler) => (answer = handler as unknown as typeof answer) }, files);
    return (await answer?.({ url } as Request)) ?? Promise.reject(new Error('no handler'));
  }

  it('comes with a policy under which only its own scripts run', async () => {
    const response = await ask('tidemark-page://window/');
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('<p>');
    const policy = response.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
  });

  it.each([
    'tidemark-page://window/../secret',
    'tidemark-page://elsewhere/',
    'tidemark-page://window/nothing.js',
  ])('is not at %s', async (url) => {
    const response = await ask(url);
    expect(response.status).toBe(404);
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  });
});
