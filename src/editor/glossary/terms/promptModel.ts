import type { TextDocument } from 'vscode';
import type { Catalog } from '../../../core/catalog/catalog';
import type { Model } from '../../../core/catalog/catalogTable';
import { nameOf } from '../../files/paths';

/**
 * Finds the model that a prompt file asks. `null`: the catalog does not have it; `undefined`: it is no such file, or
 * names no model.
 */
export async function promptModel(
  document: Pick<TextDocument, 'languageId' | 'uri' | 'getText'>,
  catalog: Pick<Catalog, 'findModel'>,
): Promise<Model | null | undefined> {
  const { languageId, uri } = document;
  if (languageId !== 'ai-prompt' && !/\.prompt(?:y|\.ya?ml|\.md)$/i.test(nameOf(uri))) return undefined;
  // Loaded here, together with the readers of all forms.
  const [{ promptFormOf }, { quickPromptSource }] = await Promise.all([
    import('../../../core/prompts/forms/readPrompt'),
    import('../../../core/prompts/language/promptSource'),
  ]);
  const form = languageId === 'ai-prompt' ? 'dotprompt' : promptFormOf(nameOf(uri));
  const id = quickPromptSource(document.getText(), form)?.prompt.metadata.model;
  return id === undefined ? undefined : (catalog.findModel(id) ?? null);
}
