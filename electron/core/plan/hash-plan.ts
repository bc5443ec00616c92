import { createHash } from 'node:crypto';
import type { Plan } from '../../../shared/plan';
import { canonicalJson } from './canonical-json';

/** SHA-256 (hex) over the canonical JSON of a plan without its hash: what approvals and runs are bound to. */
export function hashPlan(plan: Plan): string {
  const { hash: _, ...content } = plan;
  return hashText(canonicalJson(content));
}

/** The plan with its hash filled in. */
export function sealPlan(plan: Plan): Plan {
  return { ...plan, hash: hashPlan(plan) };
}

/** SHA-256, hex. */
export function hashText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
