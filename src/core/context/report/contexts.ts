import { priceUsage } from '../../catalog/priceUsage';
import type { Catalog } from '../../catalog/catalog';
import type { Model, Tokenizer } from '../../catalog/catalogTable';
import type { DiskHost } from '../../files/disk';
import type { TokenCount } from '../../tokens/counting/modelCount';
import { agents } from '../agents/agents';
import type { Agent } from '../agents/agent';
import type { AgentContext, AgentId } from '../contextReport';
import { ContextTree } from '../tree/contextTree';
import { ContextMeasure } from './measure';
import type { MeasuredModel } from './measure';

interface ContextNeeds {
  readonly guide: {
    catalog(): Promise<Catalog>;
    count(text: string, by: Tokenizer, how: { readonly languageId: string }): Promise<TokenCount>;
  };
  readonly host: DiskHost & { sha256(bytes: Uint8Array): Promise<string> };
}

interface ContextQuestion {
  /** Full paths. */
  readonly root: string;
  readonly home?: string | undefined;
  /** The file that is worked with, below the root, with slashes. */
  readonly file?: string | undefined;
  readonly agents: readonly AgentId[];
  /** Its id; without it the usual one of each agent. */
  readonly model?: string | undefined;
}

/** The catalog has no model of that id. */
export class UnknownModelError extends Error {
  override readonly name = 'UnknownModelError';
}

/** What agents read in a folder, counted. @throws UnknownModelError */
export async function contextsOf(question: ContextQuestion, { guide, host }: ContextNeeds): Promise<AgentContext[]> {
  const catalog = await guide.catalog();
  const tree = new ContextTree(host, question.root);
  const home = question.home === undefined ? undefined : new ContextTree(host, question.home);
  const measure = new ContextMeasure({
    count: (text, tokenizer) => guide.count(text, tokenizer, { languageId: 'markdown' }),
    sha256: (bytes) => host.sha256(bytes),
  });
  const contexts: AgentContext[] = [];
  for (const id of question.agents) {
    const agent = agents[id];
    const measured = modelOf(question.model, agent, catalog);
    const { file, model } = question;
    const assembled = await agent.assemble(tree, { file, home, ...(model !== undefined && { model: measured.model }) });
    contexts.push(await measure.measure(assembled, agent, measured));
  }
  return contexts;
}

function modelOf(chosen: string | undefined, agent: Agent, catalog: Catalog): MeasuredModel {
  const model = catalog.findModel(chosen ?? agent.model);
  if (!model) throw new UnknownModelError(chosen ?? agent.model);
  return { model, tokenizer: catalog.tokenizerOf(model), costOf: (tokens) => costOf(model, tokens, catalog.now) };
}

function costOf(model: Model, tokens: number, at: Date): number | null {
  const cost = priceUsage(model, { inputTokens: tokens, outputTokens: 0 }, { at });
  return cost.known ? cost.usd : null;
}
