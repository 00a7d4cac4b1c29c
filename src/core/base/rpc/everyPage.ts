import * as v from 'valibot';
import { cancel } from './ask';
import type { Reply } from './ask';

// Messages of every webview to its host, in addition to questions and answers. All protocols of webviews have them.

export const fromEveryPage = [
  cancel,
  v.object({ type: v.literal('openLink'), url: v.pipe(v.string(), v.maxLength(8_000)) }),
  v.object({ type: v.literal('copyText'), text: v.string() }),
  /** Reports an error in the page, for the log. */
  v.object({ type: v.literal('pageError'), message: v.string() }),
] as const;
export type FromEveryPage = v.InferOutput<(typeof fromEveryPage)[number]>;

/** The messages of a protocol that are no answer to a question. */
export type Told<To extends { readonly type: string }> = Exclude<To, { readonly type: Reply['type'] }>;
