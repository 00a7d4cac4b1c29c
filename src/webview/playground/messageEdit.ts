import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { nothingEdited, ownAnswer } from '../../core/playground/session/sessionSchema';
import type { TurnBody, TurnHead } from '../../core/playground/session/turnHeads';
import { iconButton } from '../shared/iconButton';
import { commandKey, isComposing } from '../shared/keys';
import { words } from '../shared/strings';
import { button } from './buttons';
import { maxInFieldLength } from './longMessage';
import { pager } from './pager';
import type { TurnContext } from './turnContext';

// Draws a message of the conversation that is changed in its place: its buttons, and the field with its text.

type Part = TemplateResult | typeof nothing;

const isEdited = ({ store }: TurnContext, id: string | null): boolean => id !== null && store.draft.editing === id;

const turnOf = ({ currentTarget }: Event): Element | null =>
  currentTarget instanceof Element ? currentTarget.closest('ai-turn') : null;

/** Puts the focus on a control of a turn. */
function focusIn(turn: Element | null, testId: string): void {
  turn?.querySelector<HTMLElement>(`[data-testid="${testId}"]`)?.focus();
}

/** Shows the field with the text, and goes there. A text that is edited elsewhere in the conversation is not thrown away. */
function begin(context: TurnContext, id: string, text: string, turn: Element | null): void {
  const { store } = context;
  const { editing = '', edited = '' } = store.draft;
  // A text that was already typed in this field stays.
  if (editing === id) return focusIn(turn, 'edited');
  const isShown = [...store.turns.values()].some((head) => head.promptId === editing || head.answerId === editing);
  if (edited !== '' && (isShown || editing === ownAnswer)) return store.refuse(words('otherEdit'));
  store.edit({ editing: id, edited: text });
  focusIn(turn, 'edited');
}

/** Begins to edit a message of a turn, if possible. @returns whether it is possible */
export function beginEdit(
  context: TurnContext,
  { promptId, answerId, characters }: TurnHead,
  body: TurnBody,
  of: 'prompt' | 'answer',
  turn: Element,
): boolean {
  if (of === 'prompt' && characters.results) return editResults(context, promptId);
  const [id, text] = of === 'prompt' ? [promptId, body.prompt] : [answerId, body.answer];
  if (id === null || whyNotEdited(context, text) !== undefined) return false;
  begin(context, id, text, turn);
  return true;
}

/** Lets the user type results of tools anew where they were typed. @returns whether that is possible */
function editResults({ store, busy, readOnly }: TurnContext, promptId: string): boolean {
  if (busy || readOnly) return false;
  store.host.post({ type: 'editResults', column: store.columnId, promptId });
  return true;
}

function whyNotEdited({ readOnly }: TurnContext, text: string): string | undefined {
  if (readOnly) return words('readOnly');
  return text.length > maxInFieldLength ? words('tooLongToEdit') : undefined;
}

function editButton(testId: 'edit-prompt' | 'edit-answer', id: string, text: string, context: TurnContext): Part {
  const why = whyNotEdited(context, text);
  const title = why ?? words(testId === 'edit-prompt' ? 'editMessage' : 'editAnswer');
  return iconButton(testId, 'edit', title, (event) => begin(context, id, text, turnOf(event)), why !== undefined);
}

/** Draws the button that takes a message out, or an answer alone. */
function deleteButton(of: keyof typeof deletions, nodeId: string, context: TurnContext): Part {
  const { store, busy, readOnly } = context;
  const [title, done] = deletions[of];
  const remove = (): void => store.page.deleteMessage(store, nodeId, words(done));
  const testId = of === 'turn' ? 'delete-turn' : 'delete-answer';
  return iconButton(testId, 'trash', words(title), remove, busy || readOnly);
}

/** Words of each button for what it does, and words for when it is done. */
const deletions = {
  turn: ['deleteTurn', 'turnDeleted'],
  answer: ['deleteAnswer', 'answerDeleted'],
  lastAnswer: ['deleteLastAnswer', 'lastAnswerDeleted'],
} as const;

/** Draws the buttons below a message: to change it, to take its turn out, and to go to the others at its place. */
export function promptActions(head: TurnHead, { prompt }: TurnBody, context: TurnContext): Part {
  const { busy, readOnly, store } = context;
  const { promptId, versions } = head;
  return html`<div class="buttons quiet turn-actions">
    ${
      head.characters.results
        ? iconButton(
            'edit-prompt',
            'edit',
            words('editResults'),
            () => editResults(context, promptId),
            busy || readOnly,
          )
        : editButton('edit-prompt', promptId, prompt, context)
    }
    ${deleteButton('turn', promptId, context)}
    ${versions ? pager(versions, 'prompt', busy && !readOnly, store) : nothing}
  </div>`;
}

/** Draws the editing buttons among those below an answer. */
export function answerEditActions(head: TurnHead, { answer }: TurnBody, context: TurnContext): Part {
  const { store, busy } = context;
  const { answerId } = head;
  if (answerId === null) return nothing;
  const isLast = [...store.turns.keys()].at(-1) === head.promptId;
  const branch = (): void => store.host.post({ type: 'branchFrom', column: store.columnId, answerId });
  // Without its answer, the last message goes back into the message field, which serves all columns.
  const remove =
    isLast && context.isCompared ? nothing : deleteButton(isLast ? 'lastAnswer' : 'answer', answerId, context);
  return html`${editButton('edit-answer', answerId, answer, context)} ${remove}
  ${isLast ? nothing : iconButton('branch', 'git-branch', words('branchHere'), branch, busy)}`;
}

/** Draws a line below the last turn of the path, which leads to what follows it in other branches. */
export function followsLine({ follows = [] }: TurnHead, { store, busy, readOnly }: TurnContext): Part {
  const nodeId = follows.at(-1);
  if (nodeId === undefined) return nothing;
  const show = (): void => store.host.post({ type: 'showSibling', column: store.columnId, nodeId });
  return html`<p class="along muted">
    <span>${words('followsElsewhere', follows.length)}</span> ·
    <button type="button" class="link" data-testid="follows" ?disabled=${busy && !readOnly} @click=${show}>
      ${words('showFollowing')}
    </button>
  </p>`;
}

/** Draws the field in the place of an edited message. `undefined` if this message is not edited. */
export function editorOf(
  { promptId, answerId }: TurnHead,
  of: 'prompt' | 'answer',
  context: TurnContext,
): TemplateResult | undefined {
  const id = of === 'prompt' ? promptId : answerId;
  return isEdited(context, id) ? editor(of, context) : undefined;
}

function editor(of: 'prompt' | 'answer', context: TurnContext): TemplateResult {
  const { store, busy, readOnly } = context;
  const isPrompt = of === 'prompt';
  const isWaiting = busy || readOnly;
  const stop = (event: Event): void => {
    const turn = turnOf(event);
    store.edit(nothingEdited);
    focusIn(turn, `edit-${of}`);
  };
  const onKey = (event: KeyboardEvent): void => {
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
    if (isComposing(event)) return;
    const isCommand = ctrlKey || metaKey;
    const isEnter = key === 'Enter' && !shiftKey && !altKey;
    if (key === 'Escape') stop(event);
    // In an answer, Enter alone breaks the line.
    else if (isEnter && (isCommand || (isPrompt && store.enterSends)) && !isWaiting)
      store.tellEdit(isPrompt ? 'sendEdit' : 'saveEdit');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const [sendKeys, saveKeys] = [store.enterSends ? 'Enter' : commandKey('Enter'), commandKey('Enter')];
  const saveTitle = isPrompt ? words('saveMessageHint') : words('saveAnswerHint', saveKeys);
  return html`<div class="message-editor" role="group" aria-label=${words(isPrompt ? 'editMessage' : 'editAnswer')}>
    <textarea
      data-testid="edited"
      aria-label=${words(isPrompt ? 'message' : 'answer')}
      .value=${store.draft.edited ?? ''}
      @input=${({ target }: Event) => store.edit({ edited: (target as HTMLTextAreaElement).value })}
      @keydown=${onKey}
    ></textarea>
    <div class="buttons">
      ${
        isPrompt
          ? button('send-edit', words('send'), () => store.tellEdit('sendEdit'), {
              ...{ icon: 'send', title: words('sendEditHint', sendKeys), primary: true, disabled: isWaiting },
            })
          : nothing
      }
      ${button('save-edit', words('save'), () => store.tellEdit('saveEdit'), { title: saveTitle, disabled: isWaiting })}
      ${button('cancel-edit', words('cancel'), stop, { title: words('cancelKeys') })}
    </div>
  </div>`;
}
