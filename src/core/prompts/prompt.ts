import type { Saying } from '../base/say';
import type { Span } from '../text/span';

// One model of a prompt, whatever form its file has. Offsets are UTF-16 code units of the file.

export type JsonObject = Readonly<Record<string, unknown>>;

export type PromptForm = 'dotprompt' | 'promptfoo' | 'prompty' | 'github' | 'vscode';

/** Facts that a prompt states in addition to its text. A field that it does not state is left out. */
export interface PromptMetadata {
  readonly name?: string;
  readonly variant?: string;
  readonly version?: string;
  readonly description?: string;
  /** The model as it is written, perhaps with a provider before it, as in `googleai/gemini-2.5-flash`. */
  readonly model?: string;
  /** Parameters of a request, by the names of the file. */
  readonly config?: JsonObject;
  readonly input?: {
    /** JSON Schema, even where the file has Picoschema. */
    readonly schema?: JsonObject;
    /** Values that are used where the input has none. */
    readonly defaults?: JsonObject;
  };
  readonly output?: { readonly format?: string; readonly schema?: JsonObject };
  /** Names of tools that stand elsewhere. */
  readonly tools?: readonly string[];
  readonly toolDefs?: readonly PromptTool[];
  /** Fields in the name space of an extension, as `myext.field`: by name space, then by field. */
  readonly ext?: Readonly<Record<string, JsonObject>>;
  /** All of the metadata, as YAML or JSON reads it. */
  readonly raw?: JsonObject;
}

export interface PromptTool {
  readonly name: string;
  readonly description?: string;
  readonly inputSchema?: JsonObject;
  readonly outputSchema?: JsonObject;
}

export const promptRoles = ['system', 'user', 'model', 'tool'] as const;
export type PromptRole = (typeof promptRoles)[number];

/**
 * A piece of a message, which Dotprompt calls a part. A part with metadata alone is a place that is still to be filled
 * in.
 */
export type PromptPart = (
  | { readonly text: string }
  | { readonly media: { readonly url: string; readonly contentType?: string } }
  | { readonly data: JsonObject }
  | { readonly toolRequest: JsonObject }
  | { readonly toolResponse: JsonObject }
  | { readonly metadata: JsonObject }
) & { readonly metadata?: JsonObject };

/** A message as it is after rendering. */
export interface PromptMessage {
  readonly role: PromptRole;
  readonly content: readonly PromptPart[];
  readonly metadata?: JsonObject;
}

/** Syntax of the template. `placeholders`: `{{name}}` and nothing else; `variables`: `${input:name}`; `none`: a plain text. */
export type TemplateSyntax = 'handlebars' | 'nunjucks' | 'mustache' | 'placeholders' | 'variables' | 'none';

/** A stretch of the file that is a template. There is one for each message where the form itself fixes the roles. */
export interface TemplateText {
  readonly span: Span;
  /** The template as its parser reads it. It differs from the text of the file where YAML or JSON escapes it. */
  readonly source: string;
  /** Left out where markers in the template itself begin the messages. */
  readonly role?: PromptRole;
  /** Number of the message, where one is made of several templates. */
  readonly message?: number;
  /** Whether it makes the address of an image or another file, and no text. */
  readonly isMedia?: true;
  /** Whether it makes the messages in JSON: a list of them, each with a role. */
  readonly isJson?: true;
}

/** A problem of a prompt, at its place. */
export interface PromptProblem {
  readonly span: Span;
  readonly severity: 'error' | 'warning' | 'information';
  /** Id of the rule, in kebab case. The command line promises to keep it. */
  readonly rule: string;
  readonly message: Saying;
  readonly fix?: { readonly title: Saying; readonly edits: readonly { readonly span: Span; readonly text: string }[] };
}

/** A prompt file that was read. Reading never throws: parts that cannot be read are problems at their places. */
export interface Prompt {
  readonly form: PromptForm;
  readonly metadata: PromptMetadata;
  readonly syntax: TemplateSyntax;
  readonly templates: readonly TemplateText[];
  /**
   * Places of the values of the metadata, by their JSON Pointer in `metadata.raw`. `keys` has the places of the names.
   */
  readonly values: ReadonlyMap<string, Span>;
  readonly keys: ReadonlyMap<string, Span>;
  /** Faults of the form. With an error among them, the prompt is not run. */
  readonly problems: readonly PromptProblem[];
}

/** Data that a template is filled with, under Dotprompt's names. */
export interface PromptInput {
  readonly input?: JsonObject;
  /** Values that the template reads as `@name`. */
  readonly context?: JsonObject;
  readonly messages?: readonly PromptMessage[];
  readonly docs?: readonly JsonObject[];
}

/** A prompt, rendered with an input: metadata with all defaults, and messages. */
export interface RenderedPrompt extends PromptMetadata {
  readonly messages: readonly PromptMessage[];
}
