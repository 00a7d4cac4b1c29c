import type { Span } from '../text/span';
import type { PartialSource } from '../prompts/language/partialFiles';
import type { JsonObject } from '../prompts/prompt';

// A suite as a promptfoo config describes it: prompts × providers × tests, with the checks of each answer.

/** A part of a config that is not obeyed, or not known here. It is reported with its reason, and is never a pass. */
export interface Skip {
  /** The path of the key in the config, such as `providers[0].config.apiKey`. */
  readonly what: string;
  readonly reason: string;
  /** The file that has it, relative to the root; `span`: its place there. */
  readonly file: string;
  readonly span?: Span;
}

/** Where something is written. */
export interface WrittenAt {
  /** Path relative to the root. */
  readonly file: string;
  readonly span?: Span;
}

/** A type of a check, as it is written. */
export interface WrittenType extends WrittenAt {
  readonly type: string;
}

/** A check of an answer, as a config writes it, with the fields of promptfoo. */
export interface Assertion {
  /** Such as `contains`, `not-equals`, `is-json`. */
  readonly type: string;
  /** Why it is not made, where the config asks for a part that is never obeyed. It is skipped then, and is no pass. */
  readonly skip?: string;
  readonly value?: unknown;
  readonly threshold?: number;
  readonly weight?: number;
  readonly metric?: string;
  /** The judge, where a model decides the check; left out where the config names none. */
  readonly judge?: SuiteProvider;
  /** The words that ask the judge in place of the usual ones: a template, or messages of templates. */
  readonly rubricPrompt?: unknown;
  /** Scores by how an answer relates to the one that is expected. */
  readonly factuality?: JsonObject;
  readonly transform?: unknown;
  readonly config?: JsonObject;
}

/** Several checks that count as one. */
export interface AssertionSet {
  readonly type: 'assert-set';
  readonly assert: readonly Assertion[];
  readonly threshold?: number;
  readonly weight?: number;
  readonly metric?: string;
  readonly config?: JsonObject;
}

export interface SuitePrompt {
  /** `label` of the config, else its file or its text: each prompt has its own. */
  readonly label: string;
  /** `id` of the config, by which tests and providers may name it, too. */
  readonly id?: string;
  /** Why it is not asked. It has no text then. */
  readonly skip?: string;
  /** The prompt's text, with the file that it comes from, relative to the root; `undefined`: it is in the config. */
  readonly source: string;
  readonly file?: string;
  /** The source of a partial that it calls. */
  readonly partial?: PartialSource;
  /** Where the config names it. */
  readonly at?: WrittenAt;
  /** Fields of a request that hold for this prompt. */
  readonly config?: JsonObject;
}

export interface SuiteProvider {
  /** As the config writes it: `openai:chat:gpt-4o`, `anthropic:messages:claude-…`. */
  readonly id: string;
  readonly label: string;
  /** Why it is not asked. */
  readonly skip?: string;
  /** Parameters of a request that are obeyed. */
  readonly config: JsonObject;
  /** Labels of the prompts that go to it; all where it is left out. */
  readonly prompts?: readonly string[];
  readonly file: string;
  readonly span?: Span;
}

/** One row: a set of values with its checks, after `defaultTest`, `scenarios` and files of tests. */
export interface SuiteTest {
  /** Number from 0, in the order of the config. */
  readonly index: number;
  readonly description?: string;
  readonly vars: JsonObject;
  /** Why it is not asked, as its checks would be of something else than the config means. */
  readonly skip?: string;
  /** The answer, where the config has it. No model is asked for it then. */
  readonly output?: string;
  readonly assert: readonly (Assertion | AssertionSet)[];
  /** Score from 0 to 1 that all checks together need. */
  readonly threshold?: number;
  /** Texts that are put before and behind each prompt. */
  readonly prefix?: string;
  readonly suffix?: string;
  /** How often it is asked, where it says so itself. */
  readonly repeat?: number;
  /** Labels of the providers and prompts that it is for; all where it is left out. */
  readonly providers?: readonly string[];
  readonly prompts?: readonly string[];
  /** The file where it is written, relative to the root, and its place there. */
  readonly file: string;
  readonly span?: Span;
}

/** A config with all its files read. Reading never throws, but reports mistakes as problems, and refused parts as skips. */
export interface Suite {
  /** Path relative to the root. */
  readonly file: string;
  readonly description?: string;
  readonly prompts: readonly SuitePrompt[];
  readonly providers: readonly SuiteProvider[];
  readonly tests: readonly SuiteTest[];
  readonly skips: readonly Skip[];
  /** Types of checks that are not skipped as a whole, with some places of each type. */
  readonly types: readonly WrittenType[];
  readonly problems: readonly SuiteProblem[];
  /** How many requests run at once, and how often each test is asked, where the config says so. */
  readonly maxConcurrency?: number;
  readonly repeat?: number;
  /** `false`: each run asks anew. */
  readonly usesCache?: false;
}

export interface SuiteProblem {
  readonly file: string;
  readonly span?: Span;
  readonly severity: 'error' | 'warning' | 'information';
  /** Id of the rule, in kebab case. */
  readonly rule: string;
  readonly message: string;
  /** The text to put in its place, which mends the problem. */
  readonly instead?: string;
}
