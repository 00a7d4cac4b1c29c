import { setSetting } from '../support/clean';
import { byId, inLastTurn, page, playground, useFaultServer } from '../support/playground';
import { askThroughCommand, withoutProvider } from '../support/pocket';
import { onScreen, ui } from '../support/ui';

describe('the pictures of Pocket', () => {
  const themes = [
    'Default Dark Modern',
    'Default Light Modern',
    'Default High Contrast',
    'Default High Contrast Light',
  ];
  useFaultServer();

  for (const theme of themes) {
    onScreen(`show first view, answer, card and refusal in the theme ${theme}`, async () => {
      const name = `pocket-${theme.toLowerCase().replaceAll(' ', '-')}`;
      await setSetting('workbench.colorTheme', theme);
      await withoutProvider();
      await page.text(byId('first-screen'));
      await ui.screenshot(`${name}-first`);
      await askThroughCommand('How do RAG and fine-tuning differ?');
      await page.text(inLastTurn(byId('reference')));
      await ui.screenshot(`${name}-card`);
      await playground.fill('message', 'The quick brown fox jumps over the lazy dog. '.repeat(60));
      await playground.click('send');
      await page.text(byId('not-sent'));
      await ui.screenshot(`${name}-refusal`);
    });
  }
});
