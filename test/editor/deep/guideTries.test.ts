import { guide } from '../../../generated/guide';
import { setProviders } from '../support/playground';
import { assertTriesLead } from '../support/tries';
import { onScreen } from '../support/ui';

describe('what a page of the guide offers to try', () => {
  beforeEach(() => setProviders());
  for (const page of guide) onScreen(`leads each where it says: ${page.title}`, () => assertTriesLead(page));
});
