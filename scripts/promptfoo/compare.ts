import { checkOutput } from '../../src/core/evals/checks/checkOutput';
import type { CheckResult } from '../../src/core/evals/checks/verdict';
import type { CheckCase, Said } from './oracle';

/** Our own verdict about a case. */
export function ourVerdict({ assertion, output, vars, latencyMs, providerResponse, provider }: CheckCase): CheckResult {
  const context = {
    ...{ output, ...providerResponse },
    ...(vars && { vars }),
    ...(latencyMs !== undefined && { latencyMs }),
    ...(provider && { provider: { config: provider.config } }),
  };
  return checkOutput(assertion, context, plainRender);
}

/** Whether both say the same; what promptfoo refuses is a fault of ours as well. */
export function agrees(said: Said, ours: CheckResult): boolean {
  if ('error' in said) return 'error' in ours;
  return 'pass' in ours && ours.pass === said.pass && Math.abs(ours.score - said.score) <= 1e-6;
}

const plainRender = (source: string, vars: Readonly<Record<string, unknown>>): string =>
  source.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => (vars[name] ?? '') as string);
