import type { Source } from '../../base/source';
import type { Saying } from '../../base/say';
import type { Day } from '../../base/day';
import type { AgentId, AssembledContext } from '../contextReport';
import type { ContextTree } from '../tree/contextTree';

/** The file, model and home folder for which the context of an agent is assembled. */
export interface AgentQuestion {
  /**
   * The file that is worked with, below the root: agents are taken to run in its folder. Where it is left out, they run
   * in the root.
   */
  readonly file?: string | undefined;
  /** The model that the budget of lists is for; where it is left out, the agent's own model. */
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
  /** The id in kebab case. A test of that name tries the rule out. */
  readonly id: string;
  readonly says: Saying;
  /** `tried`: the agent itself was run, in the version that `Agent.version` names. `published`: its maker says so. */
  readonly known: 'tried' | 'published';
  readonly source: Source;
  /** The day on which it was looked at. */
  readonly checked: Day;
}

/** A coding agent, with rules on what it reads of a folder, which are published or were tried out. */
export interface Agent {
  readonly id: AgentId;
  readonly name: string;
  /** The version that was looked at. */
  readonly version: string;
  readonly source: Source;
  readonly checked: Day;
  /** The model that it asks where the user has chosen none: an id of the catalog. */
  readonly model: string;
  readonly rules: readonly AgentRule[];
  readonly assemble: (tree: ContextTree, question: AgentQuestion) => Promise<AssembledContext>;
  /**
   * Assembles the contexts that the agent would have if it ran in other folders than that of the question, where some
   * of the context may not arrive.
   * @param only a file: the contexts for it alone
   */
  readonly elsewhere?: (
    tree: ContextTree,
    home: ContextTree | undefined,
    only?: string,
  ) => Promise<readonly AssembledContext[]>;
  /** Imports of other files in its files; left out where they have none. */
  readonly imports?: {
    readonly areIn: (path: string) => boolean;
    readonly of: (text: string) => readonly PlacedImport[];
  };
}

export interface PlacedImport {
  readonly start: number;
  readonly end: number;
  /** The name as it is written. */
  readonly name: string;
}
