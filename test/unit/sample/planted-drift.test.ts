import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readToonFiles } from '../../../electron/core/source/read-toon-source';
import { readConfig } from '../../../electron/core/workspace/read-config';
import { diffModels } from '../../../shared/drift/diff-models';
import type { DriftStatus, ModelDiff } from '../../../shared/drift/difference';
import type { SchemaModel } from '../../../shared/model';
import { decodeSnapshot } from '../../../shared/snapshot';
import { readSql } from '../../../shared/sql';
import { placeTables } from '../../../shared/workspace';
import { readPlainToon, readSample, SAMPLE } from './sample-files';

const federation = readConfig(readSample('tidemark.yaml')).value.federation;
const place = (model: SchemaModel): SchemaModel => placeTables(model, { federation }).model;

const toon = place(
  readToonFiles(
    readPlainToon().map(({ file }) => {
      const path = `database/toon_data/${file}`;
      const text = readFileSync(join(SAMPLE, path), 'utf8');
      return { path, text, encoding: 'utf-8', size: Buffer.byteLength(text) };
    }),
  ).value,
);
const sql = place(
  readSql(readSample('database/lupopedia_mysql.sql'), { path: 'database/lupopedia_mysql.sql' }).value,
);
const production = decodeSnapshot(readSample('snapshots/production.json'), 'production.json').value?.model;

/** Only what is drift, one line each: `table status`, `table.part status`, `table.part attribute`. */
function listDrift(diff: ModelDiff, schema: string): readonly string[] {
  const isDrift = (status: DriftStatus): boolean =>
    status === 'different' || status === 'missing' || status === 'extra';
  return diff.objects
    .filter((object) => object.schema === schema && isDrift(object.status))
    .flatMap((object) => {
      if (object.status !== 'different') return `${object.name} ${object.status}`;
      return object.parts
        .filter((part) => isDrift(part.status))
        .flatMap((part) =>
          part.status === 'different' && part.attributes.length > 0
            ? part.attributes
                .filter((one) => one.status === 'different')
                .map((one) => `${object.name}.${part.name} ${one.attribute}`)
            : `${object.name}.${part.name} ${part.status}`,
        );
    })
    .sort();
}

test('TOON files against the main SQL file: what docs/sample.md lists, and nothing else', () => {
  const diff = diffModels(toon, sql);
  expect(listDrift(diff, 'lupopedia')).toEqual([
    'lupo_actor_collections missing',
    'lupo_agents.model_version missing',
    'lupo_analytics_visits.hits type',
    'lupo_api_tokens.expires_ymdhis nullable',
    'lupo_audit_log.idx_ip_address extra',
    'lupo_channels.is_public default',
    'lupo_contents.idx_department_id missing',
    'lupo_crm_leads.email extra',
    'lupo_crm_leads.email_address missing',
    'lupo_departments.department_name type',
    'lupo_dialog_messages.message_type type',
    'lupo_documents.uniq_sha256 kind',
    'lupo_help_topics_old extra',
    'lupo_invoices.net_amount type',
    'lupo_modules.legacy_path extra',
    'lupo_notifications.idx_actor_id_is_read_created parts',
    'lupo_permissions missing',
    'lupo_tickets.satisfaction comment',
  ]);
});

test('the main SQL file against production: the same', () => {
  if (production === undefined) throw new Error('the snapshot was not read');
  const drift = listDrift(diffModels(sql, production), 'lupopedia');
  expect(drift.filter((line) => !line.startsWith('lupo_translations.'))).toEqual([
    'lupo_actor_collections extra',
    'lupo_api_rate_limits.max_requests default',
    'lupo_auth_users.password_hash type',
    'lupo_crm_deals missing',
    'lupo_departments.department_name type',
    'lupo_email_queue.idx_to_address extra',
    'lupo_invoice_items.fk_invoice_items_invoice extra',
    'lupo_legacy_urls.hit_count missing',
    'lupo_legacy_urls.hits extra',
    'lupo_newsletter_subscribers.unsubscribed_ymdhis missing',
    'lupo_open_tickets extra',
    'lupo_sales_deals extra',
    'lupo_search_queries.idx_query_text parts',
    'lupo_tickets.priority type',
    'lupo_tmp_import_2025 extra',
  ]);
  // Each text column follows its table's collation.
  expect(drift.filter((line) => line.startsWith('lupo_translations.'))).toEqual([
    'lupo_translations.collation collation',
    'lupo_translations.field_name charset',
    'lupo_translations.language_code charset',
    'lupo_translations.object_type charset',
    'lupo_translations.translated_text charset',
  ]);
});
