import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Places } from '../../core/playground/session/turnHeads';
import { iconButton } from '../shared/iconButton';
import { words } from '../shared/strings';
import type { StringId } from '../shared/strings';
import type { ColumnStore } from './columnStore';

interface PagerWords {
  readonly all: StringId;
  readonly previous: StringId;
  readonly next: StringId;
  readonly which: StringId;
}

const wordsOf: Readonly<Record<'prompt' | 'answer', PagerWords>> = {
  prompt: { all: 'otherMessages', previous: 'previousMessage', next: 'nextMessage', which: 'messageOf' },
  answer: { all: 'otherAnswers', previous: 'previousAnswer', next: 'nextAnswer', which: 'answerOf' },
};

/**
 * Draws the buttons that lead through what stands at one place in different branches: messages, or answers to the same message.
 */
export function pager(
  { at, of, ids }: Places,
  kind: 'prompt' | 'answer',
  disabled: boolean,
  store: ColumnStore,
): TemplateResult | typeof nothing {
  if (of < 2) return nothing;
  const { all, previous, next, which } = wordsOf[kind];
  const leadTo = (id: string, icon: string, name: StringId, to: number): TemplateResult => {
    const nodeId = ids[to - 1];
    const go = (): void => {
      if (nodeId !== undefined) store.host.post({ type: 'showSibling', column: store.columnId, nodeId });
    };
    return iconButton(`${id}-${kind}`, icon, words(name), go, disabled || nodeId === undefined);
  };
  return html`<div
    class="pager"
    role="group"
    aria-label=${words(all)}
    data-testid=${kind === 'answer' ? 'pager' : 'prompt-pager'}
  >
    ${leadTo('previous', 'chevron-left', previous, at - 1)}
    <span aria-hidden="true">${at} / ${of}</span>
    <span class="unseen">${words(which, at, of)}</span>
    ${leadTo('next', 'chevron-right', next, at + 1)}
  </div>`;
}
