import { sayInEnglish } from '../../src/core/base/say';
import type { BuiltInBackend } from '../../src/core/chat/backend';
import { editorBackend } from '../../src/core/chat/editorModels/editorBackend';
import type { EditorBackendDeps } from '../../src/core/chat/editorModels/editorBackend';
import type {
  EditorAnswerPart,
  EditorModel,
  EditorRequest,
  EditorVendor,
} from '../../src/core/chat/editorModels/editorModel';

// Models as an editor lends them, without an editor.

/** Never gives anything, and heeds no signal. */
export const silence = new Promise<never>(() => undefined);

/** A model that gives these parts, one after the other; where a part is a promise it is waited for. */
export function editorModel(
  id: string,
  parts: Iterable<EditorAnswerPart | Promise<EditorAnswerPart>> = [{ type: 'text', text: 'Ok.' }],
  more: Partial<EditorModel> = {},
): EditorModel & { readonly asked: EditorRequest[] } {
  const asked: EditorRequest[] = [];
  return {
    ...{ id, asked, maxInputTokens: 8_000, can: {} },
    ask(request) {
      asked.push(request);
      return Promise.resolve(streamOf(parts));
    },
    count: (text) => Promise.resolve(text.split(/\s+/).filter(Boolean).length),
    ...more,
  };
}

async function* streamOf(parts: Iterable<EditorAnswerPart | Promise<EditorAnswerPart>>) {
  for (const part of parts) yield await part;
}

/** As VS Code throws them. */
export const editorError = (code: string, message = '', name = 'LanguageModelError'): Error =>
  Object.assign(new Error(message), { name, code });

export const acme: Omit<EditorVendor, 'models'> = { vendor: 'acme', label: 'Acme', extension: 'acme.models' };

export const editorBackendOf = (
  models: readonly EditorModel[],
  more: Partial<EditorBackendDeps & EditorVendor> = {},
): BuiltInBackend =>
  editorBackend(
    { ...acme, models, ...more },
    {
      list: () => Promise.resolve(models),
      limits: () => ({}),
      onFailed: () => undefined,
      now: () => 0,
      say: sayInEnglish,
      ...more,
    },
  );
