import { poll } from '../../support/poll';
import { setSetting } from '../support/clean';
import { byId, page, playground, useFaultServer } from '../support/playground';
import { onScreen, ui } from '../support/ui';

describe('the pictures of columns', () => {
  const themes = [
    'Default Dark Modern',
    'Default Light Modern',
    'Default High Contrast',
    'Default High Contrast Light',
  ];
  useFaultServer();

  for (const theme of themes) {
    onScreen(`show two, four and tabs in the theme ${theme}`, async () => {
      const name = `columns-${theme.toLowerCase().replaceAll(' ', '-')}`;
      const doneIn = (count: number): Promise<unknown> =>
        poll(
          'the answers',
          () => page.count(`ai-turn:last-child dl${byId('stats')}`),
          (answers) => answers === count,
        );
      await setSetting('workbench.colorTheme', theme);
      await playground.fill('model', 'echo');
      await playground.click('add-column');
      await page.text('ai-column >> nth=1');
      await page.fill(byId('message'), 'Blue light is scattered **most**.\n\n- In the evening the way is longer.\n');
      await playground.click('send');
      await doneIn(2);
      await page.click(`ai-column >> nth=1 >> ${byId('mark-best')}`);
      await page.text(byId('best'));
      await ui.screenshot(`${name}-two`);
      await playground.click('add-column');
      await playground.click('add-column');
      await page.text(`${byId('column-tab')} >> nth=3`);
      // With the side bar there is no room for four.
      await ui.screenshot(`${name}-tabs`);
      await ui.key('ControlOrMeta+b');
      await page.text('ai-columns:not(.tabs)');
      await page.fill(byId('message'), 'And red in the evening?');
      await playground.click('send');
      await doneIn(4);
      await ui.screenshot(`${name}-four`);
      await ui.key('ControlOrMeta+b');
    });
  }
});
