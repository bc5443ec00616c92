import type { Routine, ScheduledEvent, SchemaObject, SchemaOptions, Sequence, Table, View } from '../model';
import { lexExpression } from '../expression/lex-expression';
import { withSequenceLimits } from '../sql/sequence-limits';
import { storeDefinitionText } from './astral-rules';
import {
  canonicalCharset,
  canonicalCollation,
  charsetOfCollation,
  defaultCollation,
  inheritedCharset,
} from './charset-defaults';
import type { NormaliseContext } from './context';
import { normaliseTable } from './normalise-table';
import { toDateTimeText } from './temporal-text';
import {
  applyDefaultParameters,
  applyFloatPrecision,
  applyIntegerWidth,
  applyTypeAlias,
  applyZerofill,
} from './type-rules';

/** Any object with what is left unsaid written out and its schedule or return type in one spelling. */
export function normaliseObject<T extends SchemaObject>(object: T, context: NormaliseContext): T;
export function normaliseObject(object: SchemaObject, context: NormaliseContext): SchemaObject {
  switch (object.kind) {
    case 'table':
      return normaliseTable(object satisfies Table, context).table;
    case 'view':
      return normaliseView(object, context);
    case 'procedure':
    case 'function':
      return normaliseRoutine(object, context);
    case 'event':
      return normaliseEvent(object, context);
    case 'sequence':
      return normaliseSequence(object);
    case 'schema':
      return normaliseSchema(object, context);
    case 'trigger':
      return object;
  }
}

/** Charset and collation follow from each other; neither where neither is said: then the server's own count. */
function normaliseSchema(options: SchemaOptions, context: NormaliseContext): SchemaOptions {
  const { charset: saidCharset, collation: saidCollation, comment, ...rest } = options;
  const charset = saidCharset === undefined ? undefined : canonicalCharset(saidCharset);
  const collation =
    saidCollation === undefined
      ? charset && defaultCollation(charset, context.flavor, context.server)
      : canonicalCollation(saidCollation, charset);
  // MariaDB shows no comment where there is none; a file that says nothing of it may not mean that.
  const known = comment ?? (context.storedBy === 'mariadb' ? '' : undefined);
  return {
    ...rest,
    ...(collation === undefined ? {} : { charset: charset ?? charsetOfCollation(collation), collation }),
    ...(known === undefined ? {} : { comment: known }),
  };
}

function normaliseView(view: View, context: NormaliseContext): View {
  return {
    ...view,
    algorithm: view.algorithm ?? 'undefined',
    security: view.security ?? 'definer',
    select: dropOwnSchema(view.select, context.schema.name),
  };
}

/** SHOW CREATE VIEW qualifies names with their schema, a dump does not: the view's own schema need not be said. */
function dropOwnSchema(select: string, schema: string): string {
  if (schema === '') return select;
  const quoted = `\`${schema.replaceAll('`', '``')}\`.`;
  return select.includes(quoted) ? select.replaceAll(quoted, '') : select;
}

function normaliseRoutine(routine: Routine, context: NormaliseContext): Routine {
  const { comment, ...rest } = routine;
  return {
    ...rest,
    ...(routine.returns === undefined ? {} : { returns: canonicalReturnType(routine.returns, context) }),
    deterministic: routine.deterministic ?? false,
    dataAccess: routine.dataAccess ?? 'contains sql',
    security: routine.security ?? 'definer',
    language: (routine.language ?? 'sql').toLowerCase(),
    ...(comment === undefined || comment === '' ? {} : { comment: storeDefinitionText(comment) }),
  };
}

/** RETURNS is stored as a column type is: widths, aliases and the charset of texts are written out. */
function canonicalReturnType(text: string, context: NormaliseContext): string {
  const match = /^\s*([a-z]\w*(?: (?:varying|precision|varchar|varbinary))?)\s*(\([^()]*\))?\s*(.*)$/is.exec(
    text,
  );
  const name = match?.[1]?.toLowerCase().replace(/\s+/g, ' ');
  if (!match || name === undefined) return joinTokens(text);
  if (name === 'enum' || name === 'set') {
    const end = text.lastIndexOf(')') + 1;
    return `${joinTokens(text.slice(0, end))} ${returnedCharset(text.slice(end), undefined, context)}`;
  }
  const rest = (match[3] ?? '').toLowerCase();
  const inherited = inheritedCharset(context);
  const scope = { context, ...inherited };
  let type = applyTypeAlias(
    {
      name,
      parameters:
        match[2] === undefined
          ? []
          : match[2]
              .slice(1, -1)
              .split(',')
              .map((part) => part.trim()),
      unsigned: /\bunsigned\b/.test(rest),
      zerofill: /\bzerofill\b/.test(rest),
    },
    scope,
  );
  type = applyDefaultParameters(applyIntegerWidth(applyZerofill(type), scope));
  type = applyFloatPrecision(type);
  const stored = `${type.name}(${type.parameters.join(',')})${type.unsigned ? ' unsigned' : ''}${type.zerofill ? ' zerofill' : ''}`;
  return /char|text/.test(type.name) ? `${stored} ${returnedCharset(rest, type.charset, context)}` : stored;
}

/** Charset and collation of a returned text, both written out; `own` is what the type's name says. */
function returnedCharset(attributes: string, own: string | undefined, context: NormaliseContext): string {
  const rest = attributes.toLowerCase().replace(/\bcharacter\s+set\b/g, 'charset');
  const charset = /\bcharset\s*=?\s*(\w+)/.exec(rest)?.[1];
  const collation = /\bcollate\s*=?\s*(\w+)/.exec(rest)?.[1];
  const inherited = inheritedCharset(context);
  const stated = canonicalCharset(charset ?? own ?? collation?.split('_', 1)[0] ?? inherited.charset);
  if (collation !== undefined) return `${stated} ${canonicalCollation(collation, stated)}`;
  const isInherited = charset === undefined && own === undefined;
  return `${stated} ${isInherited ? inherited.collation : defaultCollation(stated, context.flavor, context.server)}`;
}

function normaliseEvent(event: ScheduledEvent, context: NormaliseContext): ScheduledEvent {
  const { comment, ...rest } = event;
  return {
    ...rest,
    schedule: canonicalSchedule(event.schedule, context),
    preserve: event.preserve ?? false,
    status: event.status ?? 'enabled',
    ...(comment === undefined || comment === '' ? {} : { comment: storeDefinitionText(comment) }),
  };
}

/** EVERY '1' DAY is EVERY 1 DAY; words in lower case, texts quoted in one way. */
function canonicalSchedule(schedule: string, context: NormaliseContext): string {
  const tokens = lexExpression(schedule, { flavor: context.flavor });
  if (!tokens) return schedule;
  return tokens
    .map((token) =>
      token.kind === 'string'
        ? /^\d+$/.test(token.text)
          ? token.text
          : `'${toDateTimeText(token.text, 0) ?? token.text}'`
        : token.text.toLowerCase(),
    )
    .join(' ');
}

function joinTokens(text: string): string {
  return (
    lexExpression(text)
      ?.map((token) => (token.kind === 'string' ? `'${token.text}'` : token.text.toLowerCase()))
      .join(' ') ?? text
  );
}

/** What a sequence is when nothing is said (MariaDB manual, CREATE SEQUENCE). */
function normaliseSequence(sequence: Sequence): Sequence {
  const { comment, ...rest } = withSequenceLimits(sequence);
  return {
    ...rest,
    increment: sequence.increment ?? '1',
    cache: sequence.cache ?? '1000',
    cycle: sequence.cycle ?? false,
    engine: (sequence.engine ?? 'innodb').toLowerCase(),
    ...(comment === undefined || comment === '' ? {} : { comment: storeDefinitionText(comment) }),
  };
}
