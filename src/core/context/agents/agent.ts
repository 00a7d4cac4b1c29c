import type { Source } from '../../base/source';
import type { Saying } from '../../base/say';
import type { Day } from '../../base/day';
import type { AgentId, AssembledContext } from '../contextReport';
import type { ContextTree } from '../tree/contextTree';

/** The file, model and home folder for which the context of an agent is assembled. */
export interface AgentQuestion {
  /** The file that is worked with, below the root: agents are taken to run in its folder. Without it, in the root. */
  readonly file?: string | undefined;
  /** Whom the budget of lists goes by; without it the agent's own model. */
  readonly model?: AgentModel | undefined;
  /** The folder of the user, where it may be looked at. */
  readonly home?: ContextTree | undefined;
}

interface AgentModel {
  readonly id: string;
  /** Tokens. */
  readonly contextWindow?: number | undefined;
}

/** A rule that an agent follows, and how it is known. */
export interface AgentRule {
  /** In kebab case; a test of that name tries it out. */
  readonly id: string;
  readonly says: Saying;
  /** `tried`: the agent itself was run, of the version that the agent names. `published`: its maker says so. */
  readonly known: 'tried' | 'published';
  readonly source: Source;
  /** The day on which it was looked at. */
  readonly checked: Day;
}

/** A coding agent: what it reads of a folder, by rules that are published or were tried out. */
export interface Agent {
  readonly id: AgentId;
  readonly name: string;
  /** That was looked at. */
  readonly version: string;
  readonly source: Source;
  readonly checked: Day;
  /** The model that it asks when nobody chooses one: an id of the catalog. */
  readonly model: string;
  readonly rules: readonly AgentRule[];
  readonly assemble: (tree: ContextTree, question: AgentQuestion) => Promise<AssembledContext>;
  /**
   * Assembles the contexts that the agent would have if it ran in other folders than that of the question, where some of
   * the context may not arrive. @param only a file: the contexts for it alone
   */
  readonly elsewhere?: (
    tree: ContextTree,
    home: ContextTree | undefined,
    only?: string,
  ) => Promise<readonly AssembledContext[]>;
  /** Its files may import others. */
  readonly imports?: {
    readonly areIn: (path: string) => boolean;
    readonly of: (text: string) => readonly PlacedImport[];
  };
}

export interface PlacedImport {
  readonly start: number;
  readonly end: number;
  /** As it is written. */
  readonly name: string;
}
