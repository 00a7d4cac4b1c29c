import type { Api, Service } from '../../catalog/names/services';
import type { LanguageGroup } from '../../text/language';

/** A library that is called. `openai` is used for other services, too: see `Call.service`. */
export type Sdk =
  'openai' | 'anthropic' | 'google' | 'mistral' | 'bedrock' | 'xai' | 'ollama' | 'langchain' | 'litellm' | 'vercel';

/** How a model is written: by itself, or behind its provider with a slash (LiteLLM) or a colon (LangChain). */
export type ModelForm = 'plain' | 'slash' | 'colon';

export interface CallRule {
  readonly sdk: Sdk;
  readonly api: Api;
  /**
   * How it is written up to its bracket: `.chat.completions.create` behind any receiver; `ChatOpenAI` by itself or behind
   * a module.
   */
  readonly calls: readonly string[];
  /** Every language, where it is missing. */
  readonly languages?: readonly LanguageGroup[];
  /** Names of the argument, as they are compared: small letters, nothing between them. Default: model. */
  readonly model?: readonly string[];
  /** The number of the argument that is the model where it has no name. */
  readonly position?: number;
  /** A word that stands in the file: the name alone says too little. */
  readonly needs?: RegExp;
  /** Text before it that tells it from calls of other libraries. */
  readonly notAfter?: RegExp;
  /** Whose API it is where no client says so. */
  readonly service?: Service;
  readonly form?: ModelForm;
}

export interface ClientRule {
  readonly calls: readonly string[];
  readonly service: Service;
  /** As of `CallRule`. */
  readonly needs?: RegExp;
}
