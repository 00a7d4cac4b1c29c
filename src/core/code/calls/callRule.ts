import type { Api, Service } from '../../catalog/names/services';
import type { LanguageGroup } from '../../text/language';

/** A library that is called. `openai` is used for other services, too: see `CodeCall.service`. */
export type Sdk =
  | 'openai'
  | 'anthropic'
  | 'google'
  | 'mistral'
  | 'bedrock'
  | 'xai'
  | 'ollama'
  | 'langchain'
  | 'litellm'
  | 'vercel';

/** How a model is written: by itself, or behind its provider with a slash (LiteLLM) or a colon (LangChain). */
export type ModelForm = 'plain' | 'slash' | 'colon';

export interface CallRule {
  readonly sdk: Sdk;
  readonly api: Api;
  /**
   * The call as it is written up to its bracket: `.chat.completions.create` behind any receiver; `ChatOpenAI` by itself
   * or behind a module.
   */
  readonly calls: readonly string[];
  /** Languages of the rule; every language where it is left out. */
  readonly languages?: readonly LanguageGroup[];
  /** Names of the argument for the model, as they are compared: small letters, nothing between them. Default: model. */
  readonly model?: readonly string[];
  /** Index of the argument that is the model where it has no name. */
  readonly position?: number;
  /** A word that has to stand in the file, as the name alone says too little. */
  readonly needs?: RegExp;
  /** Text before the call that shows that it belongs to another library. */
  readonly notAfter?: RegExp;
  /** The service that is called where no client says so. */
  readonly service?: Service;
  readonly form?: ModelForm;
}

export interface ClientRule {
  readonly calls: readonly string[];
  readonly service: Service;
  /** A word that has to stand in the file, as in `CallRule`. */
  readonly needs?: RegExp;
}
