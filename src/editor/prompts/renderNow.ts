import { workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import { pathBelow } from '../../core/files/disk';
import { NamedFiles } from '../../core/files/namedFiles';
import { typedDisk } from '../../core/files/typedDisk';
import { readPartials } from '../../core/prompts/language/partialFiles';
import { quickCode } from '../../core/prompts/language/promptSource';
import type { Prompt, RenderedPrompt } from '../../core/prompts/prompt';
import { renderPrompt } from '../../core/prompts/render/renderPrompt';
import type { RenderOptions } from '../../core/prompts/render/renderPrompt';
import { TemplateError } from '../../core/prompts/template/templateError';
import type { TemplateLimits } from '../../core/prompts/template/templateError';
import { diskOf, placeOf } from '../files/disks';
import { say } from '../shared/words';
import { promptSourceOf } from './promptSources';
import type { PromptValues } from './promptValues';

/** What a template may use here, on the thread of all extensions. */
export const limits: TemplateLimits = { steps: 20_000, depth: 50, output: 1_000_000, code: quickCode };

/** Of all partials together: they are read again after each key. */
const partialFiles = { maxBytes: 100_000, maxTotalBytes: 300_000, maxFiles: 200 };

/** A prompt with its values, or why it cannot be rendered, in words. `offset`: where, in the file. */
export type RenderedNow = RenderedPrompt | { readonly problem: string; readonly offset: number };

/** The partials that a prompt calls, of the folder that is open, as they are typed. A file outside of all folders has none. */
export async function partialsFor(
  { uri }: TextDocument,
  prompt: Prompt,
): Promise<Required<Pick<RenderOptions, 'partial'>>> {
  const root = workspace.getWorkspaceFolder(uri);
  const disk = typedDisk(diskOf(uri), (file) => typedIn(file, uri.scheme));
  const below = root && pathBelow(disk, placeOf(root.uri), placeOf(uri));
  if (!root || below === undefined) return { partial: () => undefined };
  const folder = below.slice(0, Math.max(0, below.lastIndexOf('/')));
  return {
    partial: await readPartials(prompt, folder, new NamedFiles(disk, placeOf(root.uri), partialFiles), limits.code),
  };
}

const typedIn = (file: string, scheme: string): string | undefined =>
  workspace.textDocuments
    .find(({ uri, isDirty }) => isDirty && uri.scheme === scheme && placeOf(uri) === file)
    ?.getText();

/** Renders an open prompt with the values that were set for it. `undefined`: it is too long for that. */
export async function renderNow(
  document: TextDocument,
  values: Pick<PromptValues, 'of'>,
): Promise<RenderedNow | undefined> {
  const source = promptSourceOf(document);
  return source && render(source.prompt, values.of(document), await partialsFor(document, source.prompt));
}

export function render(
  prompt: Prompt,
  input: Readonly<Record<string, unknown>>,
  options: Pick<RenderOptions, 'partial'>,
): RenderedNow {
  const fault = prompt.problems.find(({ severity }) => severity === 'error');
  if (fault) return { problem: fault.message(say), offset: fault.span.start };
  try {
    return renderPrompt(prompt, { input }, { ...options, limits });
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { problem: error.saying(say), offset: error.offset };
  }
}
