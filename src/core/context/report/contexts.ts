import { sayInEnglish } from '../../base/say';
import { priceUsage } from '../../catalog/priceUsage';
import type { Catalog } from '../../catalog/catalog';
import type { Model, Tokenizer } from '../../catalog/catalogTable';
import type { DiskHost } from '../../files/disk';
import type { TokenCount } from '../../tokens/counting/modelCount';
import { agents } from '../agents/agents';
import type { Agent } from '../agents/agent';
import type { AgentContext, AgentId, AssembledContext } from '../contextReport';
import { ContextTree } from '../tree/contextTree';
import { ContextMeasure } from './contextMeasure';
import type { MeasuredModel } from './contextMeasure';

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
  /** Id of the model; left out for the usual one of each agent. */
  readonly model?: string | undefined;
}

/** Signals that the catalog has no model of an id. */
export class UnknownModelError extends Error {
  override readonly name = 'UnknownModelError';
}

/** The context that an agent reads, as put together and as counted. Both have the same parts in the same order. */
export interface ReadContext {
  readonly agent: Agent;
  readonly assembled: AssembledContext;
  readonly counted: AgentContext;
  readonly measured: MeasuredModel;
}

/** The contexts of agents in one folder. Files and counts are kept, so that after a change only one file is read again. */
export class FolderContexts {
  private readonly measure: ContextMeasure;
  /** Contexts made of the folder alone, each with the version of the tree that it was made from. */
  private readonly kept = new Map<AgentId, { readonly version: number; readonly made: Promise<AssembledContext> }>();

  /** @param counted other contexts, whose counts are taken over. */
  constructor(
    readonly tree: ContextTree,
    readonly home: ContextTree | undefined,
    private readonly needs: ContextNeeds,
    counted?: FolderContexts,
  ) {
    this.measure =
      counted?.measure ??
      new ContextMeasure({
        count: (text, tokenizer) => needs.guide.count(text, tokenizer, { languageId: 'markdown' }),
        sha256: (bytes) => needs.host.sha256(bytes),
        breathe: () => tree.breathe(),
      });
  }

  /** Returns the contexts of another state of the folder. A text that both states have is counted once. */
  in(tree: ContextTree): FolderContexts {
    return new FolderContexts(tree, this.home, this.needs, this);
  }

  /**
   * Returns the context of an agent that is started in the folder, without the files of the user. It is kept until
   * something changes.
   */
  ofFolder(id: AgentId): Promise<AssembledContext> {
    const { version } = this.tree;
    const known = this.kept.get(id);
    if (known?.version === version) return known.made;
    const made = agents[id].assemble(this.tree, {});
    this.kept.set(id, { version, made });
    made.catch(() => this.kept.delete(id));
    return made;
  }

  /** @throws UnknownModelError */
  async of(id: AgentId, { file, model }: Pick<ContextQuestion, 'file' | 'model'>): Promise<ReadContext> {
    const agent = agents[id];
    const measured = modelOf(model, agent, await this.needs.guide.catalog());
    const assembled = await agent.assemble(this.tree, {
      ...{ file, home: this.home },
      ...(model !== undefined && { model: measured.model }),
    });
    return { agent, assembled, measured, counted: await this.measure.measure(assembled, agent, measured) };
  }
}

/** Assembles and counts the contexts of agents in a folder. @throws UnknownModelError */
export async function contextsOf(question: ContextQuestion, needs: ContextNeeds): Promise<AgentContext[]> {
  const tree = new ContextTree(needs.host, question.root);
  const home = question.home === undefined ? undefined : new ContextTree(needs.host, question.home);
  const folder = new FolderContexts(tree, home, needs);
  const contexts: AgentContext[] = [];
  for (const id of question.agents) contexts.push((await folder.of(id, question)).counted);
  return contexts;
}

function modelOf(chosen: string | undefined, agent: Agent, catalog: Catalog): MeasuredModel {
  const model = catalog.findModel(chosen ?? agent.model);
  if (!model) throw new UnknownModelError(chosen ?? agent.model);
  return {
    ...{ model, tokenizer: catalog.tokenizerOf(model) },
    costOf: (tokens, cached = 0) => costOf(model, tokens, cached, catalog.now),
  };
}

function costOf(model: Model, tokens: number, cached: number, at: Date): number | null {
  const usage = { inputTokens: tokens, outputTokens: 0, cachedInputTokens: cached };
  const cost = priceUsage(model, usage, { at }, sayInEnglish); // Its words are not shown.
  // The price of reading from a cache may not be published.
  return cost.known && (cached === 0 || cost.unknown === undefined) ? cost.usd : null;
}
