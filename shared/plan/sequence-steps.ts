import type { Sequence } from '../model';
import { printOptionValue } from '../sql/print-option-value';
import { quoteIdentifier, quoteString } from '../sql/quote';
import { withSequenceLimits } from '../sql/sequence-limits';
import { not, sameOption, tableIs } from './guard';
import { guardStatement, runText } from './guarded-statement';

/**
 * Makes a sequence, or gives the one that is there everything that is wanted of it; what nobody says is MariaDB's default.
 * ALTER SEQUENCE goes on counting (START is where RESTART begins). Only where the next number would be outside of the
 * wanted limits on the side that counting comes from, which ALTER SEQUENCE refuses (error 4085, MariaDB 10.11), it goes on
 * with the limit: no number is given out twice. Engine and comment are a table's, to ALTER TABLE.
 */
export function sequenceSteps(sequence: Sequence, create: string): readonly string[] {
  const { name, start, minimum, maximum } = withSequenceLimits(sequence);
  const increment = sequence.increment ?? '1';
  const cache = sequence.cache ?? '1000';
  const cycles = sequence.cycle ?? false;
  const state = [
    `start_value = ${start}`,
    `minimum_value = ${minimum}`,
    `maximum_value = ${maximum}`,
    `increment = ${increment}`,
    `cache_size = ${cache}`,
    `cycle_option = ${cycles ? '1' : '0'}`,
  ].join(' AND ');
  const alter = [
    `ALTER SEQUENCE ${quoteIdentifier(name)} START WITH ${start} MINVALUE ${minimum} MAXVALUE ${maximum}`,
    `INCREMENT BY ${increment}`,
    cache === '0' ? 'NOCACHE' : `CACHE ${cache}`,
    cycles ? 'CYCLE' : 'NOCYCLE',
  ].join(' ');
  const [isOutside, limit] = increment.startsWith('-')
    ? [`next_not_cached_value > ${maximum}`, maximum]
    : [`next_not_cached_value < ${minimum}`, minimum];
  const restart = `IF(${isOutside}, ${quoteString(` RESTART WITH ${limit}`)}, '')`;
  const conditions = [
    sameOption('engine', sequence.engine ?? 'InnoDB'),
    sameOption('comment', sequence.comment),
  ].filter((condition) => condition !== undefined);
  const options = `ALTER TABLE ${quoteIdentifier(name)} ENGINE = ${printOptionValue(sequence.engine ?? 'InnoDB')}, COMMENT = ${quoteString(sequence.comment ?? '')}`;
  return [
    create.replace(/^CREATE SEQUENCE (?!IF NOT EXISTS)/, 'CREATE SEQUENCE IF NOT EXISTS '),
    ...runText(
      `(SELECT IF(${state},\n  'DO 0',\n  CONCAT(${quoteString(alter)}, ${restart})) FROM ${quoteIdentifier(name)})`,
    ),
    ...guardStatement(options, not(tableIs(name, conditions))),
  ];
}
