import type { Saying } from '../base/say';
import type { Day } from '../base/day';
import type { EncodingName } from '../catalog/encodingName';
import type { PromptProblem } from '../prompts/prompt';

// Contexts that coding agents read in a folder. Paths are below its root, with slashes. In the home folder they begin
// with `~/`.

export const agentIds = ['codex', 'claude-code', 'copilot', 'gemini-cli', 'cursor'] as const;
export type AgentId = (typeof agentIds)[number];

/**
 * - `base`, `tools`: what the agent brings itself, counted once and kept as a number;
 * - `frame`: what it writes around the rest;
 * - `instructions`, `import`, `rule`, `memory`: files that tell it how to work; a rule may hold for some files alone;
 * - `skillEntry`, `agentEntry`: the line of a list; `skill`, `agent`: the file behind it;
 * - `prompt`: a file that a user runs.
 */
export type PartKind =
  | ('base' | 'tools' | 'frame' | 'instructions' | 'import' | 'rule' | 'memory')
  | ('skillEntry' | 'skill' | 'agentEntry' | 'agent' | 'prompt');

/** When a part is read: with every turn, with a file that it fits, once the agent or the user asks for it, or never. */
export type PartLoad = 'always' | 'match' | 'onDemand' | 'never';

/** `cut`: a piece of it is missing. `dropped`: left out of what it belongs to. `unread`: the agent does not open it. */
type PartStatus = 'whole' | 'cut' | 'dropped' | 'unread';

/** Why a part is not whole, or not read with every turn. */
export type PartReason =
  /** The bytes for all files together are used up by those before it. */
  | { readonly why: 'bytesUsedUp'; readonly limit: number; readonly by: readonly string[] }
  /** The list has more than its budget, which is `limit` in `unit`. */
  | { readonly why: 'listBudget'; readonly limit: number; readonly unit: 'tokens' | 'characters' }
  /** Longer than a single one may be. */
  | { readonly why: 'tooLong'; readonly limit: number; readonly unit: 'bytes' | 'characters' | 'lines' }
  /** Larger than is read here: what the agent makes of it is not known. */
  | { readonly why: 'notReadHere'; readonly limit: number }
  /** Another file of its folder, or of its name, stands for it. */
  | { readonly why: 'inPlaceOf'; readonly file: string }
  /** The same text is there already. */
  | { readonly why: 'sameText'; readonly file: string }
  /** Imported by `file`, deeper than imports are followed. */
  | { readonly why: 'importDepth'; readonly limit: number; readonly file: string }
  /** `file` is a link that cannot be followed, and ends the search for all of them. */
  | { readonly why: 'tangledLink'; readonly file: string }
  /** Only for files that fit one of these patterns. */
  | { readonly why: 'otherFiles'; readonly patterns: readonly string[] }
  /** Once the agent works with a file in that folder. */
  | { readonly why: 'inFolder'; readonly folder: string }
  /** Only where the agent is started in that folder, or below. */
  | { readonly why: 'startedIn'; readonly folder: string }
  /** `what`: the field that is wrong or missing. */
  | { readonly why: 'invalid'; readonly what: string }
  | { readonly why: PlainReason };

export type PlainReason = 'empty' | 'missing' | 'outside' | 'unreadable' | 'notForAgent' | 'switchedOff' | 'byHand';

/** A part as it is put together, before anything is counted. */
export interface AssembledPart {
  readonly kind: PartKind;
  readonly file: string | null;
  readonly load: PartLoad;
  readonly status: PartStatus;
  /** Bytes of the whole part. */
  readonly bytes: number;
  /** Bytes of what reaches the model; of a file, as they are in the file. */
  readonly keptBytes: number;
  /** The part of it that reaches the model, now or once it is asked for: text alone, in the agent's form. */
  readonly text: string;
  readonly reason: PartReason | null;
  /** Whether it reaches the model with every turn, as long as the agent works with the file that was asked about. */
  readonly isSent: boolean;
  /** Size in place of `text`, for a part of which only a number is kept. */
  readonly known?: KnownCount;
}

/** Size of a text that an agent brings itself, counted once. */
export interface KnownCount {
  /** The encoding in which it was counted. */
  readonly encoding: EncodingName;
  readonly bytes: number;
  readonly tokens: number;
  readonly sha256: string;
}

/** The context that an agent puts together from a folder, before it is counted. */
export interface AssembledContext {
  readonly agent: AgentId;
  readonly parts: readonly AssembledPart[];
  /** The part of the folder that reaches the model with every turn, in the agent's words and order. */
  readonly text: string;
  /** Sentences about facts that are not known, or were not looked at. */
  readonly unknown: readonly Saying[];
}

/** A part as it is counted. */
export interface ContextPart {
  readonly kind: PartKind;
  readonly file: string | null;
  readonly load: PartLoad;
  readonly status: PartStatus;
  readonly bytes: number;
  /** Bytes of what reaches the model; of a file, as they are in the file. */
  readonly keptBytes: number;
  readonly tokens: number;
  readonly exact: boolean;
  /** Hash of what reaches the model, in UTF-8. */
  readonly sha256: string;
  readonly reason: PartReason | null;
}

/** The context that an agent reads, counted, and its cost. */
export interface AgentContext {
  readonly agent: AgentId;
  /** Where its rules are published, and the day on which they were looked at. */
  readonly source: string;
  readonly checked: Day;
  /** The model that it is counted for. */
  readonly model: string;
  /** `always`: what reaches the model with every turn, with the file that was asked about; `onDemand`: what else may. */
  readonly tokens: {
    readonly always: number;
    readonly onDemand: number;
    readonly exact: boolean;
    /** Plus or minus this many percent; `null`: exact, or not known. */
    readonly band: number | null;
  };
  /** US dollars for what is read with every turn, without a cache; `null`: no price is known. */
  readonly costUsd: number | null;
  readonly parts: readonly ContextPart[];
  readonly text: string;
  readonly unknown: readonly Saying[];
}

/** Names of findings, which `context check` promises to keep. The docs explain each. */
export const findingIds = [
  ...(['cut', 'not-read', 'not-listed', 'same-name', 'list-over-budget'] as const),
  ...(['import-depth', 'broken-import', 'broken-link', 'ignored', 'duplicate', 'duplicate-paragraph'] as const),
  ...(['skill-front-matter', 'skill-name', 'skill-folder', 'skill-description', 'skill-compatibility'] as const),
  ...(['skill-metadata', 'skill-allowed-tools', 'skill-body', 'token-limits', 'over-budget', 'plugin-json'] as const),
] as const;
export type FindingId = (typeof findingIds)[number];

/** A problem with its place in a file. */
export interface ContextProblem extends PromptProblem {
  readonly rule: FindingId;
}

export interface FileProblem {
  readonly file: string;
  readonly problem: ContextProblem;
}

/** A problem of a file for one agent, or for all agents that read such files. */
export interface ContextFinding extends ContextProblem {
  readonly agent: AgentId | 'all';
  readonly file: string;
}
