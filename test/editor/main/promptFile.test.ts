import { poll } from '../../support/poll';
import { openSample } from '../support/texts';
import { onScreen, ui } from '../support/ui';

describe('a prompt file', () => {
  onScreen('is drawn in its colours', async () => {
    await openSample('review.prompt');
    await poll(
      'coloured words',
      () => ui.count('.view-line span[class*="mtk"]:not(.mtk1)'),
      (count) => count > 10,
    );
  });
});
