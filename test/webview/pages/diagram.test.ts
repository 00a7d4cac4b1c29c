import assert from 'node:assert/strict';
import { drawDiagram, sanitizeSvg } from '../../../src/webview/shared/page/diagram';
import { guide } from '../../../generated/guide';

const namesIn = (root: ParentNode): string[] =>
  [...root.querySelectorAll('*')].flatMap(({ tagName, attributes }) => [
    tagName.toLowerCase(),
    ...Array.from(attributes, ({ name, value }) => `${name.toLowerCase()}=${value}`),
  ]);
const parsed = (svg: string): HTMLElement => {
  const box = document.createElement('div');
  box.innerHTML = svg;
  return box;
};
const diagrams = guide.flatMap((page) => page.diagrams);

describe('a diagram', () => {
  for (const { name, svg } of diagrams) {
    it(`"${name}" comes through the fence whole`, () => {
      const written = namesIn(parsed(svg)).filter((each) => !each.startsWith('xmlns'));
      const through = namesIn(sanitizeSvg(svg)).filter((each) => !each.startsWith('xmlns'));
      assert.ok(through.length > 20);
      assert.deepEqual(through, written);
    });
  }

  it('is a picture with a name and a description', () => {
    const [diagram] = diagrams;
    const picture = drawDiagram({ type: 'diagram', ...diagram! }).querySelector('svg')!;
    document.body.replaceChildren(picture);
    assert.equal(picture.getAttribute('role'), 'img');
    const said = (attribute: string): string | null | undefined =>
      document.getElementById(picture.getAttribute(attribute) ?? '')?.textContent;
    assert.equal(said('aria-labelledby'), diagram!.title);
    assert.equal(said('aria-describedby'), diagram!.description);
  });

  for (const [what, inside] of Object.entries({
    'a script': '<script>alert(1)</script>',
    'a handler': '<rect onload="alert(1)" />',
    'a style': '<style>*{display:none}</style><rect style="fill:url(https://example.com)" />',
    'a link': '<a href="https://example.com"><rect /></a>',
    'a picture': '<image href="https://example.com/x.png" /><use href="#x" />',
    HTML: '<foreignObject><iframe src="https://example.com"></iframe></foreignObject>',
    'an animation': '<animate attributeName="href" to="javascript:alert(1)" />',
  })) {
    it(`has nothing of ${what} in it`, () => {
      const clean = sanitizeSvg(`<svg><rect width="1" />${inside}</svg>`);
      const left = new Set(namesIn(clean).map((each) => each.split('=')[0]));
      for (const allowed of ['svg', 'rect', 'width']) left.delete(allowed);
      assert.deepEqual([...left], []);
    });
  }
});
