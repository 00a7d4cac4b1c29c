import type { Block } from '../../../core/pages/page';
import type { FromPages } from '../../../core/pages/pagesProtocol';
import { words } from '../strings';

type Tries = Extract<Block, { readonly type: 'tries' }>;
type Try = Tries['tries'][number];

/** A list of buttons, each with what it opens and the text that is there then. */
export function drawTries({ tries }: Tries, post: (message: FromPages) => void): HTMLElement {
  const list = document.createElement('ul');
  list.className = 'choices tries';
  for (const each of tries) {
    const item = document.createElement('li');
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset['testid'] = `try-${each.kind}`;
    const name = document.createElement('span');
    name.className = 'choice';
    name.textContent = each.label;
    const detail = document.createElement('span');
    detail.className = 'choice-detail';
    detail.textContent = detailOf(each);
    button.append(name, ' ', detail);
    button.addEventListener('click', () => post(messageOf(each)));
    item.append(button);
    list.append(item);
  }
  return list;
}

function detailOf(each: Try): string {
  if (each.kind === 'playground') return words('pagesTryPlayground', each.prompt);
  return each.text === '' ? words('pagesTryLab') : words('pagesTryLabWith', each.text);
}

const messageOf = (each: Try): FromPages =>
  each.kind === 'lab'
    ? { type: 'openLab', station: each.station, text: each.text }
    : { type: 'openPrompt', prompt: each.prompt };
