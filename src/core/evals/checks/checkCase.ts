import * as v from 'valibot';
import { isRecord } from '../../base/json';
import type { Assertion } from '../suite';
import type { CheckContext } from './verdict';

// An answer with one check as a script passes it, with promptfoo's names. `null` counts as left out, except as a value.

const fields = v.record(v.string(), v.unknown());
const optional = <T extends v.GenericSchema>(schema: T) => v.optional(v.nullable(schema));

const assertion = v.looseObject({
  type: v.string(),
  ...{ threshold: optional(v.number()), weight: optional(v.number()), metric: optional(v.string()) },
  config: optional(fields),
});

const checkCase = v.object({
  output: v.unknown(),
  assertion,
  vars: optional(fields),
  latencyMs: optional(v.number()),
  providerResponse: optional(
    v.object({
      tokenUsage: optional(fields),
      cost: optional(v.number()),
      finishReason: optional(v.string()),
      logProbs: optional(v.array(v.number())),
    }),
  ),
  provider: optional(v.object({ config: optional(fields) })),
});

export interface CheckCase {
  readonly assertion: Assertion;
  readonly context: CheckContext;
}

/** Reads a case. `problem`: a sentence on what is wrong with it. */
export function readCheckCase(each: unknown): CheckCase | { readonly problem: string } {
  if (!isRecord(each)) return { problem: 'A case is an object with output and assertion.' };
  const read = v.safeParse(checkCase, each);
  if (!read.success) {
    const [issue] = read.issues;
    return { problem: `${v.getDotPath(issue) ?? 'The case'}: ${issue.message}.` };
  }
  const { output, vars, latencyMs, providerResponse, provider } = read.output;
  const config = provider?.config;
  const { value, ...rest } = read.output.assertion;
  const known = withoutNull({ vars, latencyMs, ...providerResponse });
  return {
    assertion: { ...withoutNull(rest), ...(value !== undefined && { value }) } as unknown as Assertion,
    context: { output, ...known, ...(config && { provider: { config } }) },
  };
}

const withoutNull = (all: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== null));
