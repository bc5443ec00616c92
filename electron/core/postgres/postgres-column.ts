import type { ColumnDef, Constraint } from 'libpg-query';

import type { Column, Generated } from '../../../shared/model';
import { stringsOf } from './postgres-node';
import { offsetOf, originOf, readDefault, sliceParentheses } from './postgres-script';
import type { PostgresScript } from './postgres-script';
import { readPostgresType } from './postgres-type';

/** A column definition, and those of its constraints that belong to the table. */
export function readColumn(
  script: PostgresScript,
  definition: ColumnDef,
): { readonly column: Column; readonly constraints: readonly Constraint[] } {
  const { type, serial } = readPostgresType(definition.typeName, script.settings.enums);
  const collation =
    definition.collClause === undefined ? undefined : stringsOf(definition.collClause.collname).at(-1);
  const constraints = (definition.constraints ?? []).flatMap((node) =>
    'Constraint' in node ? [node.Constraint] : [],
  );
  let column: Column = {
    name: definition.colname ?? '',
    type: collation === undefined ? type : { ...type, collation: collation.toLowerCase() },
    ...(serial ? { nullable: false } : {}),
    autoIncrement: serial,
    invisible: false,
    origin: originOf(script, definition.location),
  };
  const forTable: Constraint[] = [];
  for (const [index, constraint] of constraints.entries()) {
    const following = constraints[index + 1]?.location;
    switch (constraint.contype) {
      case 'CONSTR_NOTNULL':
        column = { ...column, nullable: false };
        break;
      case 'CONSTR_NULL':
        column = { ...column, nullable: true };
        break;
      case 'CONSTR_DEFAULT': {
        const { value, counter } = readDefault(script, constraint.raw_expr, {
          constraint,
          ...(following === undefined ? {} : { until: offsetOf(script, following) }),
        });
        column = {
          ...column,
          ...(value === undefined ? {} : { default: value }),
          autoIncrement: column.autoIncrement || counter,
        };
        break;
      }
      case 'CONSTR_IDENTITY':
        column = { ...column, autoIncrement: true, nullable: false };
        break;
      case 'CONSTR_GENERATED':
        column = { ...column, generated: readGenerated(script, constraint) };
        break;
      default:
        forTable.push(constraint);
    }
  }
  return { column, constraints: forTable };
}

const GENERATED_AS = /\bas\s*\(/gi;

function readGenerated(script: PostgresScript, constraint: Constraint): Generated {
  GENERATED_AS.lastIndex = offsetOf(script, constraint.location);
  const word = GENERATED_AS.exec(script.text);
  return {
    expression: word === null ? '' : sliceParentheses(script.text, word.index),
    // PostgreSQL 18 knows virtual columns; before it all are stored.
    storage: constraint.generated_kind === 'v' ? 'virtual' : 'stored',
  };
}
