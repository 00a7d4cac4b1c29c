import type { Block } from '../../../core/pages/page';
import type { FromPages } from '../../../core/pages/pagesProtocol';
import { words } from '../strings';

type ModelActions = Extract<Block, { readonly type: 'modelActions' }>;
type CountOffer = Extract<Block, { readonly type: 'countOffer' }>;

/** What can be done with a model: below its heading. */
export function drawModelActions({ modelId, name }: ModelActions, post: (message: FromPages) => void): HTMLElement {
  const row = document.createElement('p');
  row.className = 'actions';
  const use = actionButton('use-in-counter', name, () => post({ type: 'useInCounter', modelId }));
  use.dataset['modelId'] = modelId;
  const open = actionButton('open-in-playground', name, () => post({ type: 'openInPlayground', modelId }));
  label(use, words('pagesUseInCounter'));
  label(open, words('pagesOpenInPlayground'));
  row.append(use, open);
  return row;
}

/** Where a text can be counted exactly; what is sent is asked before. */
export function drawCountOffer({ label: text, where }: CountOffer, post: (message: FromPages) => void): HTMLElement {
  const row = document.createElement('p');
  row.className = 'actions';
  const button = actionButton('count-exactly', '', () => post({ type: 'countExactly' }));
  button.textContent = text;
  row.append(button, ` ${where}`);
  return row;
}

function actionButton(id: string, name: string, press: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  button.dataset['testid'] = id;
  button.dataset['name'] = name;
  button.addEventListener('click', press);
  return button;
}

/** Twenty buttons with the same words are told apart by the model's name. */
function label(button: HTMLButtonElement, text: string): void {
  button.textContent = text;
  button.setAttribute('aria-label', words('pagesActionFor', text, button.dataset['name'] ?? ''));
}

/** Shows which of the models is the one that the token counter counts for. */
export function markCounterModel(page: ParentNode, modelId: string): void {
  for (const button of page.querySelectorAll<HTMLButtonElement>('button[data-model-id]')) {
    const isUsed = button.dataset['modelId'] === modelId;
    button.classList.toggle('used', isUsed);
    label(button, words(isUsed ? 'pagesInCounter' : 'pagesUseInCounter'));
  }
}
