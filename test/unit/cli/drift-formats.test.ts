import { describe, expect, it } from 'vitest';
import { driftJunit } from '../../../electron/cli/report/drift-junit';
import { driftMarkdown } from '../../../electron/cli/report/drift-markdown';
import type { DriftResult } from '../../../electron/cli/report/drift-result';
import { driftSarif } from '../../../electron/cli/report/drift-sarif';
import { driftText } from '../../../electron/cli/report/drift-text';
import { makeStyle } from '../../../electron/cli/text/style';
import type { DriftItem } from '../../../shared/api';

const at = (path: string, line: number) => ({ kind: 'file', path, line, column: 3 }) as const;

const TYPE: DriftItem = {
  schema: 'core',
  table: 'actors',
  object: 'table',
  part: 'column',
  name: 'mood',
  facet: 'columns',
  attribute: 'type',
  status: 'different',
  values: [
    { source: 'toon', text: 'varchar(6)', at: at('toon/actors.toon', 14) },
    { source: 'dump', text: 'char(6)', at: at('main.sql', 31), status: 'different' },
    {
      source: 'live',
      text: 'varchar(6)',
      at: { kind: 'server', server: 'live', readAt: '2026-01-26T08:14:00Z' },
    },
  ],
  reason: 'The type is char(6) in dump and varchar(6) elsewhere.',
};

const MISSING: DriftItem = {
  schema: 'core',
  table: 'permissions',
  object: 'table',
  part: 'object',
  name: 'permissions',
  facet: 'tables',
  status: 'missing',
  values: [
    { source: 'toon', at: at('toon/permissions.toon', 1), status: 'equal' },
    { source: 'dump', status: 'missing' },
    { source: 'live', status: 'equal' },
  ],
  reason: 'missing from dump',
};

/** Missing from more sources than a line can name. */
const MISSING_OFTEN: DriftItem = {
  ...MISSING,
  values: [
    { source: 'toon', at: at('toon/permissions.toon', 1), status: 'equal' },
    ...['a', 'b', 'c', 'd', 'e'].map((source) => ({ source, status: 'missing' as const })),
  ],
};

const SAME: DriftItem = {
  ...TYPE,
  name: 'id',
  status: 'equivalent',
  values: [
    { source: 'toon', text: 'bigint(20)' },
    { source: 'dump', text: 'bigint' },
  ],
  reason: 'An integer’s display width means nothing.',
};

const HOSTILE: DriftItem = {
  ...TYPE,
  schema: '',
  table: '</failure>&"\u0000\u001b]0;x\u0007|`\ud800',
  name: '__proto__',
  values: [{ source: 'toon', text: ']]>\n' }],
  reason: '\u202eevil',
};

const source = (id: string) => ({ id, kind: 'toon', tables: 120, fingerprint: id }) as const;

const RESULT: DriftResult = {
  headline: '1 table is missing from dump and 1 differs. 118 agree.',
  reference: 'toon',
  sources: [source('toon'), source('dump'), source('live')],
  failed: [{ source: 'away', error: { code: 'cannot-connect', message: 'No answer.', hint: 'Start it.' } }],
  summary: {
    objects: 120,
    equal: 110,
    equivalent: 8,
    different: 1,
    missing: 1,
    extra: 0,
    unknown: 0,
    ignored: 0,
  },
  items: [MISSING, TYPE, SAME],
  ignored: 0,
};

const plain = { style: makeStyle({ color: false, unicode: true }), width: undefined, all: false };

describe('text', () => {
  it('says how things stand, then the sources, then the drift by schema and object', () => {
    expect(driftText(RESULT, plain)).toMatchInlineSnapshot(`
      "1 table is missing from dump and 1 differs. 118 agree.

        toon  toon  120 tables  the reference
        dump  toon  120 tables  1 missing, 1 differ
        live  toon  120 tables
        away  No answer.
          Start it.

      core
        □ permissions  missing from dump  toon/permissions.toon:1
        ◆ actors
            ◆ column mood, type
                varchar(6)  toon  toon/actors.toon:14
                            live  read 2026-01-26 08:14
                char(6)     dump  main.sql:31

      Not shown: 1 value spelled differently with the same meaning (--all lists them with the reasons)."
    `);
  });

  it('counts sources that a line cannot name', () => {
    expect(driftText({ ...RESULT, items: [MISSING_OFTEN] }, plain)).toContain(
      'permissions  missing from a, b, c and 2 more  toon/permissions.toon:1',
    );
  });

  it('lists what means the same with its reason when all is asked for', () => {
    const text = driftText(RESULT, { ...plain, all: true });
    expect(text).toContain('≈ column id, type  An integer’s display width means nothing.');
    expect(text).not.toContain('Not shown');
  });

  it('cuts long values to the terminal', () => {
    const long: DriftItem = {
      ...TYPE,
      values: [{ source: 'toon', text: `enum(${"'v',".repeat(500)})`, at: at('a', 1) }],
    };
    const lines = driftText({ ...RESULT, items: [long] }, { ...plain, width: 80 }).split('\n');
    expect(Math.max(...lines.slice(6).map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('keeps to ASCII where the terminal does', () => {
    const style = makeStyle({ color: false, unicode: false });
    const ascii = { ...RESULT, items: [MISSING, TYPE] };
    // eslint-disable-next-line no-control-regex -- everything that is ASCII
    expect(driftText(ascii, { ...plain, style })).toMatch(/^[\u0000-\u007f]*$/);
  });

  it('prints hostile names as text', () => {
    const text = driftText({ ...RESULT, items: [HOSTILE] }, plain);
    // eslint-disable-next-line no-control-regex -- what must not get out
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(text).toContain('\\x1b]0;x\\x07');
    expect(text).toContain('(no schema named)');
  });
});

describe('markdown', () => {
  it('is one table with the places', () => {
    const rows = driftMarkdown(RESULT, false).split('\n');
    expect(rows[0]).toBe('**1 table is missing from dump and 1 differs. 118 agree.**');
    expect(rows.filter((row) => row.startsWith('| different'))).toEqual([
      '| different | `core.actors` | column mood, type | `varchar(6)` toon (toon/actors.toon:14), live (read 2026-01-26 08:14)<br>`char(6)` dump (main.sql:31) | The type is char(6) in dump and varchar(6) elsewhere. |',
    ]);
    expect(rows).toContain('- away could not be read: No answer.');
  });

  it('keeps hostile names in their row', () => {
    const rows = driftMarkdown({ ...RESULT, items: [HOSTILE] }, false).split('\n');
    expect(rows.filter((row) => row.startsWith('| different'))).toHaveLength(1);
  });
});

describe('SARIF', () => {
  it('points at the line that differs, and at the reference beside it', () => {
    const run = driftSarif(RESULT).runs[0];
    expect(run?.results).toHaveLength(2);
    const [missing, type] = run?.results ?? [];
    expect(missing?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('toon/permissions.toon');
    expect(type?.ruleId).toBe('drift-different');
    expect(type?.locations?.[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: 'main.sql' },
      region: { startLine: 31, startColumn: 3 },
    });
    expect(type?.relatedLocations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('toon/actors.toon');
    const rules = run?.tool.driver.rules?.map((rule) => rule.id);
    for (const result of run?.results ?? []) expect(rules).toContain(result.ruleId);
    expect(run?.invocations?.[0]?.executionSuccessful).toBe(false);
  });

  it('has one fingerprint per item', () => {
    const results = driftSarif({ ...RESULT, items: [MISSING, TYPE, HOSTILE] }).runs[0]?.results ?? [];
    expect(new Set(results.map((result) => result.partialFingerprints?.['tidemark/v1'])).size).toBe(3);
  });
});

describe('JUnit', () => {
  it('fails a case for each object that drifts and errs for each source that was not read', () => {
    const xml = driftJunit(RESULT);
    expect(xml).toContain('<testsuite name="drift" tests="4" failures="2" errors="1">');
    expect(xml).toContain('name="table core.permissions"');
    expect(xml).toContain('name="objects that agree: 118"');
  });

  it('stays XML whatever names hold', () => {
    const xml = driftJunit({ ...RESULT, items: [HOSTILE] });
    // eslint-disable-next-line no-control-regex -- what XML cannot hold
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]|\ud800/);
    expect(xml.match(/<\/failure>/g)).toHaveLength(1);
    expect(xml).toContain('&lt;/failure&gt;&amp;&quot;');
  });
});
