import * as z from 'zod';

const lineSchema = z
  .string()
  .min(1)
  .max(1000)
  // A line break in a host or a path is a mistake at best.
  .regex(/^[^\r\n\0]*$/, 'one line');

const portSchema = z.int().min(1).max(65_535);

/** Where a server is, who asks, and by which way: what a person fills in. It holds no password. */
export const connectionSchema = z.strictObject({
  vendor: z.enum(['mysql', 'mariadb']).default('mysql'),
  host: lineSchema.exactOptional(),
  port: portSchema.exactOptional(),
  /** A socket's path, in place of host and port. */
  socket: lineSchema.exactOptional(),
  user: lineSchema.exactOptional(),
  /** Empty means all that are not the server's own. */
  schemas: z.array(z.string().min(1).max(64)).max(100).readonly().default([]),
  ssl: z
    .strictObject({
      mode: z.enum(['disabled', 'preferred', 'required', 'verify-ca', 'verify-identity']),
      ca: lineSchema.exactOptional(),
      cert: lineSchema.exactOptional(),
      key: lineSchema.exactOptional(),
    })
    .exactOptional(),
  ssh: z
    .strictObject({
      host: lineSchema,
      user: lineSchema.exactOptional(),
      port: portSchema.exactOptional(),
      identity: lineSchema.exactOptional(),
    })
    .exactOptional(),
  /** An option file to read in place of ~/.my.cnf; '' reads none. */
  defaultsFile: z.string().max(1000).exactOptional(),
});

/** Where a server is, who asks, and by which way. */
export type ConnectionParts = z.infer<typeof connectionSchema>;

/** A password on its way to the core; no answer ever holds one. */
export const passwordSchema = z.string().max(1000);

/**
 * Where the password of a connection comes from, in the order in which it is looked for: what was given in the window
 * (`session`: until Tidemark ends; `store`: the system's store), a variable of the environment, an option file.
 */
export const passwordSourceSchema = z.enum(['store', 'session', 'environment', 'option-file', 'none']);

/** Where the password of a connection comes from. */
export type PasswordSource = z.infer<typeof passwordSourceSchema>;

/** What a connection test found, in parts. */
export const connectionTestSchema = z.strictObject({
  server: z.string(),
  account: z.string(),
  flavor: z.string(),
  version: z.string(),
  encrypted: z.boolean(),
  readOnlyServer: z.boolean(),
  schemas: z.array(z.string()).readonly(),
  absentSchemas: z.array(z.string()).readonly(),
  missingGrants: z
    .array(
      z.strictObject({
        schema: z.string(),
        privilege: z.string(),
        consequence: z.string(),
        remedy: z.string(),
      }),
    )
    .readonly(),
  milliseconds: z.number(),
});

/** What a connection test found. */
export type ConnectionTestView = z.infer<typeof connectionTestSchema>;
