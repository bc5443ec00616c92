import { AppError } from '../../../shared/app-error';
import type { ConnectionTarget } from '../mysql';
import { parseAddress } from '../mysql';
import type { ChosenSource } from './choose-sources';
import type { Session } from './session';

/**
 * Where a source's server is, with the password that the person gave for it, if any. Throws AppError `invalid-input`
 * for a source that is no server.
 */
export async function targetOf(session: Session, source: ChosenSource): Promise<ConnectionTarget> {
  const { config } = source;
  if (config.kind !== 'mysql')
    throw new AppError('invalid-input', `“${config.id}” is no server.`, {
      hint: 'Name a server: mysql://user@host:port/schema.',
    });
  return withPassword(session, parseAddress(config.url, source.isOwn ? config.id : undefined));
}

/** A target with the password that the person gave for it, if any. */
export async function withPassword(session: Session, target: ConnectionTarget): Promise<ConnectionTarget> {
  const password = await session.passwords.find(target);
  return password === undefined ? target : { ...target, password };
}
