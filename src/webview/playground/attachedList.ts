import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { formatCount } from '../../core/base/numbers';
import type { Measured } from '../../core/playground/playgroundProtocol';
import type { FileFacts } from '../../core/chat/fileFactsSchema';
import type { Attachment } from '../../core/playground/session/sessionSchema';
import { iconButton } from '../shared/iconButton';
import { words } from '../shared/strings';
import { fileView } from './fileView';
import type { PageStore } from './pageStore';
import { scaledFile } from './scaledFile';

type Part = TemplateResult | typeof nothing;

/** Draws the files of the message: what each costs, what speaks against it, and what can be done. */
export function attachedList(
  { attachments, files, columns, isLone }: PageStore,
  measured: readonly (Measured | undefined)[],
  isDisabled: boolean,
  after: () => void,
): TemplateResult {
  const factsOf = (blob: string): [name: string, facts: FileFacts][] =>
    columns.flatMap((column, i) => {
      const facts = measured[i]?.files?.find((file) => file.blob === blob);
      return facts ? [[column.name, facts]] : [];
    });
  const item = (attachment: Attachment): TemplateResult => {
    const { blob, name } = attachment;
    const known = factsOf(blob);
    const problems = known.flatMap(([column, { problem }]) =>
      problem === undefined ? [] : [isLone ? problem : `${column}: ${problem}`],
    );
    const notes = new Set(known.flatMap(([, { note }]) => note ?? []));
    const smaller = known.find(([, { scaled }]) => scaled)?.[1].scaled;
    const scale = async (): Promise<void> => {
      const file = smaller && (await scaledFile(files, attachment, smaller));
      if (file) await attachments.replace(attachment, file);
    };
    return html`<li class="attached" data-testid="attached" data-blob=${blob}>
      ${fileView(attachment, files, tokenWords(known[0]?.[1]))}
      ${
        smaller
          ? html`·
              <button type="button" class="link" data-testid="scale" title=${words('scaleHint')} @click=${scale}>
                ${words('scaleTo', smaller.width, smaller.height)}
              </button>`
          : nothing
      }
      ${iconButton('detach', 'close', words('detach', name), () => remove(attachment), isDisabled)}
      ${[...notes].map((note) => html`<span class="file-facts" data-testid="file-note">${note}</span>`)}
      ${problems.map((problem) => html`<span class="problem" data-testid="file-problem">${problem}</span>`)}
    </li>`;
  };
  const remove = (attachment: Attachment): void => {
    attachments.remove(attachment);
    after();
  };
  const { all, waiting } = attachments;
  return html`${
    all.length > 0
      ? html`<ul class="attached-files">
          ${all.map(item)}
        </ul>`
      : nothing
  }
  ${waiting > 0 ? html`<span role="status">${words('attaching', waiting)}</span>` : nothing} ${news(attachments, after)}`;
}

/**
 * Scrolls to the news: a file that came last, or what speaks against one. `before`: how many there were of them.
 * @returns how many there are now.
 */
export function bringNewsInSight(composer: Element, before: number): number {
  const files = [...composer.querySelectorAll('[data-testid="attached"]')];
  const problems = composer.querySelectorAll('[data-testid="file-problem"]');
  const count = files.length + problems.length;
  if (count > before) (problems[0] ?? files.at(-1))?.scrollIntoView({ block: 'nearest' });
  return count;
}

/** Draws why files were not attached, or the way back for one that was taken out. */
function news(attachments: PageStore['attachments'], after: () => void): Part {
  const { refused, removed } = attachments;
  if (refused.length > 0) {
    return html`<p class="problem" role="status" data-testid="not-attached">${refused.join(' ')}</p>`;
  }
  if (!removed) return nothing;
  const undo = (): void => {
    attachments.undo();
    after();
  };
  return html`<p class="along" role="status">
    <span>${words('detached', removed.attachment.name)}</span> ·
    <button type="button" class="link" data-testid="attach-again" @click=${undo}>${words('undo')}</button>
  </p>`;
}

function tokenWords(facts: FileFacts | undefined): string {
  if (facts === undefined) return '';
  const { tokens, isExact } = facts;
  if (tokens === undefined) return words('fileTokensUnknown');
  return words('fileTokens', `${isExact ? '' : '≈'}${formatCount(tokens)}`);
}
