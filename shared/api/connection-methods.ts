import * as z from 'zod';
import {
  connectionSchema,
  connectionTestSchema,
  passwordSchema,
  passwordSourceSchema,
} from './connection-schema';
import { defineContract } from './method';
import { sourceRefSchema } from './source-schema';
import { workspaceViewSchema } from './workspace-schema';

/** A password, and where it is to be kept. */
const keptPasswordSchema = z.strictObject({
  text: passwordSchema,
  keep: z.enum(['session', 'store']),
  /** Consent to a store that does not encrypt. */
  plainText: z.boolean().default(false),
});

/** Methods that speak of servers and the ways to them. */
export const connectionMethods = defineContract({
  /** Tries a source's server, or one that is only filled in so far; with a password that is kept nowhere. */
  'connection.test': {
    kind: 'read',
    input: z.strictObject({
      source: sourceRefSchema.exactOptional(),
      connection: connectionSchema.exactOptional(),
      password: passwordSchema.exactOptional(),
    }),
    output: connectionTestSchema,
  },
  /** A source's connection in parts, and where its password comes from. No answer holds a password. */
  'connection.read': {
    kind: 'read',
    input: z.strictObject({ source: sourceRefSchema }),
    output: z.strictObject({
      connection: connectionSchema,
      snapshot: z.string().exactOptional(),
      password: z.strictObject({
        from: passwordSourceSchema,
        /** The variable's name, for `environment`. */
        variable: z.string().exactOptional(),
      }),
    }),
  },
  /** Puts a connection into tidemark.yaml, without a password, in place of the source `replaces` if that is said. */
  'workspace.saveConnection': {
    kind: 'write',
    input: z.strictObject({
      id: z.string().max(64),
      connection: connectionSchema,
      /** A path in the workspace: the snapshot that stands in when the server is away. */
      snapshot: z.string().min(1).max(4096).exactOptional(),
      replaces: z.string().max(64).exactOptional(),
      password: keptPasswordSchema.exactOptional(),
    }),
    output: workspaceViewSchema,
  },
  /** Takes a server out of tidemark.yaml; the server itself is left alone. */
  'workspace.removeConnection': {
    kind: 'write',
    input: z.strictObject({ id: z.string().max(64) }),
    output: workspaceViewSchema,
  },
  // Reads: they touch only what the program itself remembers, so a read-only session may do it too.
  'connection.keepPassword': {
    kind: 'read',
    input: z.strictObject({ source: sourceRefSchema, password: keptPasswordSchema }),
    output: z.strictObject({ from: passwordSourceSchema }),
  },
  'connection.forgetPassword': {
    kind: 'read',
    input: z.strictObject({ source: sourceRefSchema }),
    output: z.strictObject({ from: passwordSourceSchema }),
  },
});
