import assert from 'node:assert/strict';
import { Opened, claude } from './opened';

describe('the pages of a family', () => {
  const column = (opened: Opened, index: number): string[] =>
    [...opened.root.querySelectorAll(`.comparison tbody tr > :nth-child(${index})`)].map(
      ({ textContent }) => textContent,
    );
  const header = (opened: Opened, label: string): HTMLElement => {
    const found = [...opened.root.querySelectorAll<HTMLElement>('.comparison th')].find(({ textContent }) =>
      textContent.trim().startsWith(label),
    );
    assert.ok(found, label);
    return found;
  };
  const press = (opened: Opened, label: string): unknown =>
    opened.click(header(opened, label).querySelector('button')!);

  it('sort by a column up and down, and say so', async () => {
    const opened = new Opened({ folder: 'families', id: 'gpt' });
    await opened.at('GPT');
    assert.equal(header(opened, 'Input price').getAttribute('aria-sort'), 'none');
    const values = (): number[] => column(opened, 5).map((text) => (text === 'unknown' ? NaN : Number(text.slice(1))));
    press(opened, 'Input price');
    const known = values().filter((value) => !Number.isNaN(value));
    assert.deepEqual(
      known,
      known.toSorted((a, b) => a - b),
    );
    assert.deepEqual(values().slice(0, known.length), known, 'the unknown stand last');
    assert.equal(header(opened, 'Input price').getAttribute('aria-sort'), 'ascending');
    press(opened, 'Input price');
    assert.deepEqual(
      values().slice(0, known.length),
      known.toReversed().toSorted((a, b) => b - a),
    );
    assert.equal(header(opened, 'Input price').getAttribute('aria-sort'), 'descending');
    assert.equal(opened.root.querySelector('[role="status"]')?.textContent, 'Sorted by Input price, descending');
  });

  it('keep their links after sorting', async () => {
    const opened = new Opened(claude);
    await opened.at('Claude');
    press(opened, 'Released');
    const [name = ''] = column(opened, 1);
    opened.click(opened.link(name.trim()));
    assert.equal(document.activeElement?.textContent, name.trim());
  });

  it('choose a model for the counter and the playground, and show which one is chosen', async () => {
    const opened = new Opened(claude);
    await opened.at('Claude');
    const use = opened.find('use-in-counter');
    const id = use.dataset['modelId'] ?? '';
    opened.click(use);
    assert.deepEqual(opened.host.of('useInCounter'), [{ type: 'useInCounter', modelId: id }]);
    opened.host.useInCounter(id);
    assert.equal(use.textContent, 'Used in Token Counter');
    opened.host.useInCounter('another');
    assert.equal(use.textContent, 'Use in Token Counter');
    opened.click(opened.find('open-in-playground'));
    assert.deepEqual(opened.host.of('openInPlayground'), [{ type: 'openInPlayground', modelId: id }]);
  });

  it('show the current models open and the others folded, each with its status, until a link leads to one', async () => {
    const opened = new Opened(claude);
    await opened.at('Claude');
    const folded = [...opened.root.querySelectorAll('details')];
    assert.ok(folded.length > 5 && folded.every(({ open }) => !open));
    const section = folded.at(-1)!;
    assert.match(section.querySelector('summary')!.textContent, /^Claude .+ (retired|legacy|deprecated|preview)/i);
    assert.ok(section.querySelector('.facts'), 'all that belongs to the model');
    const heading = section.querySelector('h2')!;
    opened.click(opened.link(heading.textContent));
    assert.equal(section.open, true);
    assert.ok(document.activeElement === heading);
    const [current] = [...opened.root.querySelectorAll('h2')].filter(({ id }) => id !== 'models-side-by-side');
    assert.ok(current?.closest('details') === null);
  });

  it('lead from the name of a licence to it @deep', async () => {
    const opened = new Opened({ folder: 'families', id: 'llama' });
    await opened.at('Llama');
    const link = opened.link('Llama 3.3 Community License');
    assert.equal(link.closest('tr')?.querySelector('th')?.textContent, 'Licence');
    opened.click(link);
    assert.deepEqual(opened.host.of('openLink'), [{ type: 'openLink', url: link.href }]);
  });
});
