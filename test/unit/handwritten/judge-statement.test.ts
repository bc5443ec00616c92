import { expect, test } from 'vitest';
import { judgeStatement } from '../../../electron/core/handwritten/judge-statement';
import type { Flavor } from '../../../shared/model';
import { ScriptScanner } from '../../../shared/sql/script-scanner';

const flavor: Flavor = { vendor: 'mariadb', version: [10, 11, 0] };

test('commas and parentheses in texts and names cut no clause of an ALTER', () => {
  for (const clause of ["c VARCHAR(9) DEFAULT ','", "c VARCHAR(9) DEFAULT '('", '`,` INT']) {
    const sql = `ALTER TABLE t ADD COLUMN IF NOT EXISTS ${clause}, ADD COLUMN IF NOT EXISTS d INT`;
    const statement = new ScriptScanner(sql, { flavor }).next();
    if (statement === undefined) throw new Error('There is no statement.');
    expect([clause, judgeStatement(statement, sql, flavor).verdict]).toEqual([clause, 'idempotent']);
  }
});
