import { host } from '#host';
import type { CellAsker } from '../../core/evals/run/cellAsker';
import { backendAsker } from '../../core/evals/run/backendAsker';
import type { AskedModel } from '../../core/evals/run/backendAsker';
import type { Suite, SuiteProvider } from '../../core/evals/suite';
import { requestTokens } from '../../core/playground/requestTokens';
import type { ProvidersFace } from '../providers/providers';
import type { Shared } from '../shared/shared';
import { say } from '../shared/words';

export interface AskerDeps {
  readonly guide: Shared['guide'];
  readonly ledger: Pick<ProvidersFace['ledger'], 'record'>;
}

/**
 * Makes the asker of a model for a provider of a suite, which records the cost of its answers. `left`: the parameters
 * that are not sent, and why.
 */
export async function evalAsker(
  provider: SuiteProvider,
  { prompts }: Pick<Suite, 'prompts'>,
  asked: AskedModel,
  { guide, ledger }: AskerDeps,
): Promise<{ readonly asker: CellAsker; readonly left: readonly string[] }> {
  const { asker, left } = await backendAsker(provider, prompts, asked, {
    ...{ catalog: guide.catalog, sha256: (bytes: Uint8Array) => host.sha256(bytes), say },
    mostTokens: (request, to) => requestTokens(request, to, guide, true),
  });
  return {
    left,
    asker: {
      ...asker,
      ask: async (request, signal, onEvents) => {
        const end = await asker.ask(request, signal, onEvents);
        ledger.record(asked.backend, asked.model, end);
        return end;
      },
    },
  };
}
