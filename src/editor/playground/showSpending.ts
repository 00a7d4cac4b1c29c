import { localDayOf } from '../../core/base/day';
import { Spending } from '../../core/chat/ledgerEntry';
import { spendingReport } from '../../core/pages/reports/spendingReport';
import { host } from '#host';
import type { Pages } from '../pages/pages';
import type { Ledger } from '../providers/chat/ledger';
import { say } from '../shared/words';

/** Shows what answers cost, by day, model and provider. */
export async function showSpending(ledger: Pick<Ledger, 'read'>, pages: Pick<Pages, 'showReport'>): Promise<void> {
  const spending = new Spending(localDayOf);
  await ledger.read(spending);
  pages.showReport('spending', spendingReport(spending, localDayOf(host.now()), say));
}
