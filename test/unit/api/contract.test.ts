import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  contract,
  createClient,
  ERROR_CODES,
  isMethod,
  toWireError,
  wireErrorSchema,
} from '../../../shared/api';
import type { Method, Transport } from '../../../shared/api';
import { AppError } from '../../../shared/app-error';

const methods = Object.keys(contract) as Method[];

describe('the contract', () => {
  it.each(methods)('%s refuses what it does not name, so that a mistyped field is found', (method) => {
    const input = contract[method].input.safeParse({ surprise: 1 });
    expect(input.success).toBe(false);
    expect(input.error?.issues.some((issue) => issue.code === 'unrecognized_keys')).toBe(true);
  });

  it.each(methods)(
    '%s can be described as a JSON schema, so that other programs can hold us to it',
    (method) => {
      expect(() => z.toJSONSchema(contract[method].input)).not.toThrow();
      expect(() => z.toJSONSchema(contract[method].output)).not.toThrow();
    },
  );

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'app', 'APP.INFO'])(
    'has no method %j',
    (name) => {
      expect(isMethod(name)).toBe(false);
    },
  );

  it.each(['workspace.acceptConfig', 'snapshot.save', 'export.run'] as const)(
    '%s writes, and is marked so',
    (method) => {
      expect(contract[method].kind).toBe('write');
    },
  );

  it('marks nothing as writing that only looks', () => {
    const looking = methods.filter((method) =>
      /^(app|source|drift|diff|connection|operation)\./.test(method),
    );
    expect(looking.length).toBeGreaterThan(10);
    for (const method of looking) expect(contract[method].kind, method).toBe('read');
  });
});

describe('an error on the wire', () => {
  it.each(ERROR_CODES)('carries %s there and back', async (code) => {
    const error = new AppError(code, 'It failed.', { hint: 'Try again.', details: { rows: 3 } });
    const wire = wireErrorSchema.parse(JSON.parse(JSON.stringify(toWireError(error))));
    const transport: Transport = {
      invoke: () => Promise.resolve({ ok: false, error: wire }),
      subscribe: () => () => undefined,
    };
    await expect(createClient(transport)('app.info', {})).rejects.toMatchObject({
      name: 'AppError',
      code,
      message: 'It failed.',
      more: { hint: 'Try again.', details: { rows: 3 } },
    });
  });

  it('leaves out what was not said', () => {
    expect(Object.keys(toWireError(new AppError('timeout', 'Too slow.')))).toEqual(['code', 'message']);
  });
});
