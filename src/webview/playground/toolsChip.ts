import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { readTools } from '../../core/chat/parameters/toolDefinitions';
import type { ToolsProblem } from '../../core/chat/parameters/toolDefinitions';
import { readMocks } from '../../core/playground/tools/mocks';
import { iconButton } from '../shared/iconButton';
import { words } from '../shared/toolStrings';
import type { ColumnStore } from './columnStore';
import type { ComposerView } from './composerFields';
import { edit, hasTools, whyNoTools } from './documentButtons';
import type { Can } from './documentButtons';
import { toolsField } from './numberFields';
import type { FieldFault } from './numberFields';

// The tools of a column, in one line.

type Part = TemplateResult | typeof nothing;

/** Draws the tools that there are, to be edited, chosen from, answered by mocks and taken out. */
export function toolsChip({ store, isDisabled, idOf }: ComposerView): Part {
  if (!hasTools(store)) return nothing;
  const { toolChoice = '', toolMocks = '', tools: text = '' } = store.draft;
  const read = readTools(text);
  const tools = 'tools' in read ? read.tools : [];
  const choices = ['', 'none', 'required', ...tools.map(({ name }) => name)];
  const mocks = readMocks(toolMocks);
  const remove = (): void => {
    store.edit({ tools: '', toolChoice: '' });
    store.page.offerUndo(words('toolsRemoved'), () => store.edit({ tools: text, toolChoice }));
    store.page.focusMessage();
  };
  return html`<div class="chip" role="group" aria-label=${words('tools')} data-testid="tools-line">
    <button
      type="button"
      class="link"
      data-testid="edit-tools"
      title=${words('toolsHint')}
      @click=${() => edit(store, 'tools')}
    >
      <span class="codicon codicon-tools" aria-hidden="true"></span>${words('toolsCount', tools.length)}
    </button>
    <select
      id=${idOf('tool-choice')}
      data-testid="tool-choice"
      aria-label=${words('toolChoice')}
      title=${words('toolChoice')}
      ?disabled=${isDisabled || tools.length === 0}
      @change=${({ target }: Event) => store.edit({ toolChoice: (target as HTMLSelectElement).value })}
    >
      ${choices.map(
        (choice) =>
          html`<option value=${choice} ?selected=${choice === (choices.includes(toolChoice) ? toolChoice : '')}>
            ${choiceWords(choice)}
          </option>`,
      )}
    </select>
    <button
      type="button"
      class="link"
      data-testid="edit-mocks"
      title=${words('toolMocksHint')}
      @click=${() => edit(store, 'mocks')}
    >
      ${'mocks' in mocks && Object.keys(mocks.mocks).length > 0 ? words('toolMocksCount', Object.keys(mocks.mocks).length) : words('toolMocks')}
    </button>
    ${iconButton('remove-tools', 'close', words('removeTools'), remove, isDisabled)}
  </div>`;
}

/** Shows the notes on the tools, for the user to read before they are sent. */
export function toolsNotes({ store }: ComposerView, can: Can): Part {
  if (!hasTools(store)) return nothing;
  const why = whyNoTools(store, can);
  const [problem] = toolsProblem(store, can);
  return html`${why === undefined ? nothing : html`<p class="along muted" data-testid="tools-not-sent">${words('toolsNotSent', why)}</p>`}
  ${problem === undefined ? nothing : html`<p class="problem" data-testid="tools-problem">${problem.text}</p>`}
  ${'problem' in readMocks(store.draft.toolMocks ?? '') ? html`<p class="problem" data-testid="mocks-problem">${words('toolMocksProblem')}</p>` : nothing}`;
}

/** Returns the fault of the text of the tools, where it has one and would be sent. */
export function toolsProblem(store: ColumnStore, can: Can): FieldFault[] {
  const read = readTools(store.draft.tools ?? '');
  return 'problem' in read && whyNoTools(store, can) === undefined
    ? [{ field: toolsField, text: problemWords(read.problem) }]
    : [];
}

function choiceWords(choice: string): string {
  switch (choice) {
    case '':
      return words('toolChoiceAuto');
    case 'none':
      return words('toolChoiceNone');
    case 'required':
      return words('toolChoiceRequired');
    default:
      return words('toolChoiceOne', choice);
  }
}

function problemWords(problem: ToolsProblem): string {
  switch (problem.kind) {
    case 'syntax':
      return words('toolsSyntax', problem.line, problem.column);
    case 'form':
      return words('toolsForm');
    case 'size':
      return words('toolsSize');
    case 'entry':
      return words('toolsEntry', problem.at);
    case 'name':
      return words('toolsName', problem.at, problem.name);
    case 'parameters':
      return words('toolsParameters', problem.name);
    case 'twice':
      return words('toolsTwice', problem.name);
  }
}
