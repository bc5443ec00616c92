import type { ConnectionParts, OutputOf, ParsedInputOf, PasswordSource } from '../../../shared/api';
import { AppError } from '../../../shared/app-error';
import { formatFlavor } from '../../../shared/model';
import { sourceConfigSchema } from '../../../shared/workspace';
import type { SourceConfig } from '../../../shared/workspace';
import type { ConnectionTarget } from '../mysql';
import { formatAddress, parseAddress, testConnection } from '../mysql';
import { applyOptions, readOptionFiles } from '../mysql/option-file';
import { passwordVariable } from '../mysql/password';
import { chooseSources } from './choose-sources';
import type { ChosenSource } from './choose-sources';
import { editWorkspace } from './edit-workspace';
import type { Handlers } from './handler';
import type { Session } from './session';
import { targetOf, withPassword } from './target-of';
import { viewWorkspace } from './view-workspace';

type Kept = NonNullable<ParsedInputOf<'workspace.saveConnection'>['password']>;

/** Handlers that try servers, keep the ways to them in tidemark.yaml, and their passwords anywhere but there. */
export function makeConnectionHandlers(
  session: Session,
): Pick<
  Handlers,
  | 'connection.test'
  | 'connection.read'
  | 'workspace.saveConnection'
  | 'workspace.removeConnection'
  | 'connection.keepPassword'
  | 'connection.forgetPassword'
> {
  const { context } = session;

  async function sourceOf(name: string): Promise<ChosenSource> {
    const workspace = await session.workspaceFor([name]);
    const [source] = chooseSources(workspace, [name], context.addressesFrom);
    if (source?.config.kind !== 'mysql') {
      throw new AppError('invalid-input', `“${name}” is read from files; there is no connection to it.`);
    }
    return source;
  }

  async function passwordOf(target: ConnectionTarget): Promise<OutputOf<'connection.read'>['password']> {
    const kept = await session.passwords.whereIs(target);
    if (kept !== undefined) return { from: kept };
    const variable = passwordVariable(target, process.env);
    if (variable !== undefined) return { from: 'environment', variable };
    const { password, ...rest } = target;
    const filled = applyOptions(rest, readOptionFiles(target.defaultsFile).value);
    if (filled.password !== undefined) return { from: 'option-file' };
    if (process.env['MYSQL_PWD'] !== undefined) return { from: 'environment', variable: 'MYSQL_PWD' };
    return { from: 'none' };
  }

  async function keep(target: ConnectionTarget, { text, keep: place, plainText }: Kept): Promise<void> {
    await session.passwords.keep(target, text, place, { plainText });
  }

  return {
    'connection.test': async ({ source: name, connection, password }, { signal }) => {
      if ((name === undefined) === (connection === undefined))
        throw new AppError('invalid-input', 'Say which source, or where the server is.');
      const known =
        connection === undefined
          ? await targetOf(session, await sourceOf(name ?? ''))
          : await withPassword(session, parseAddress(addressOf(connection)));
      const { askPassword } = session;
      const test = await testConnection(password === undefined ? known : { ...known, password }, {
        signal,
        ...(askPassword && { askPassword }),
      });
      if (!test.ok) throw test.error;
      return {
        server: test.server,
        account: test.account,
        flavor: formatFlavor(test.flavor),
        version: test.version,
        encrypted: test.encrypted,
        readOnlyServer: test.readOnlyServer,
        schemas: test.schemas,
        absentSchemas: test.absentSchemas,
        missingGrants: test.missingGrants.map(({ schema, privilege, consequence, remedy }) => ({
          schema,
          privilege,
          consequence,
          remedy,
        })),
        milliseconds: test.milliseconds,
      };
    },
    'connection.read': async ({ source }) => {
      const chosen = await sourceOf(source);
      const target = await targetOf(session, chosen);
      const { config } = chosen;
      const { id: _id, password: _password, vendor = 'mysql', schemas, ...rest } = target;
      return {
        connection: { vendor, schemas: [...schemas], ...rest },
        ...(config.kind === 'mysql' && config.snapshot !== undefined ? { snapshot: config.snapshot } : {}),
        password: await passwordOf(target),
      };
    },
    'workspace.saveConnection': async ({ id, connection, snapshot, replaces, password }) => {
      const source = checkSource({
        kind: 'mysql',
        id,
        url: addressOf(connection),
        ...(snapshot === undefined ? {} : { snapshot }),
      });
      const { config } = await session.workspace();
      if (id !== replaces && config.sources.some((one) => one.id === id)) {
        throw new AppError('conflict', `There is a source “${id}” already.`, {
          hint: 'Choose another name.',
        });
      }
      const { putPart, putSource } = await import('../workspace/edit-config');
      // First the password: without the file it does no harm, and a file whose password was refused would.
      if (password !== undefined) await keep(parseAddress(source.url, id), password);
      const workspace = await editWorkspace(session, (text) => {
        const edited = putSource(text, source, replaces);
        const renamed = replaces !== undefined && replaces !== id && config.reference === replaces;
        return renamed ? putPart(edited, 'reference', id) : edited;
      });
      return viewWorkspace(session, workspace);
    },
    'workspace.removeConnection': async ({ id }) => {
      await sourceOf(id);
      const { dropSource } = await import('../workspace/edit-config');
      return viewWorkspace(session, await editWorkspace(session, (text) => dropSource(text, id)));
    },
    'connection.keepPassword': async ({ source, password }) => {
      const target = await targetOf(session, await sourceOf(source));
      await keep(target, password);
      session.sources.forget(source);
      return { from: await fromOf(target) };
    },
    'connection.forgetPassword': async ({ source }) => {
      const target = await targetOf(session, await sourceOf(source));
      await session.passwords.forget(target);
      session.sources.forget(source);
      return { from: await fromOf(target) };
    },
  };

  async function fromOf(target: ConnectionTarget): Promise<PasswordSource> {
    return (await passwordOf(target)).from;
  }
}

/** The address of a connection, proved by reading it again. Throws AppError `invalid-input`. */
function addressOf(connection: ConnectionParts): string {
  const address = formatAddress(connection);
  const { vendor, host = 'localhost', schemas } = parseAddress(address);
  const isSame =
    vendor === connection.vendor &&
    host === (connection.host ?? 'localhost').toLowerCase() &&
    schemas.join(',') === connection.schemas.join(',');
  if (isSame) return address;
  throw new AppError('invalid-input', 'The server’s name or a schema’s name cannot stand in an address.', {
    hint: 'Write a host such as db.example.com or 10.0.0.5.',
  });
}

function checkSource(
  source: Extract<SourceConfig, { readonly kind: 'mysql' }>,
): Extract<SourceConfig, { readonly kind: 'mysql' }> {
  const parsed = sourceConfigSchema.safeParse(source);
  if (parsed.success) return source;
  throw new AppError(
    'invalid-input',
    `The connection cannot be saved: ${parsed.error.issues[0]?.message ?? ''}`,
  );
}
