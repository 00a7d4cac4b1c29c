import type { Block } from '../../core/pages/page';
import type { DrawOptions } from './drawOptions';

type Choices = Extract<Block, { readonly type: 'choices' }>;

/** A list of links, each as large as its words, so that it is easily hit. */
export function drawChoices(
  { choices }: Choices,
  { targetOf, onLink }: Pick<DrawOptions, 'targetOf' | 'onLink'>,
): HTMLElement {
  const list = document.createElement('ul');
  list.className = 'choices';
  for (const { label, detail, href } of choices) {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = href;
    const target = targetOf(href);
    if (target) onLink(link, target);
    const name = document.createElement('span');
    name.className = 'choice';
    name.textContent = label;
    link.append(name);
    if (detail !== undefined) {
      const text = document.createElement('span');
      text.className = 'choice-detail';
      text.textContent = detail;
      link.append(' ', text);
    }
    item.append(link);
    list.append(item);
  }
  return list;
}
