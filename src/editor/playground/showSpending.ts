import { dayOf } from '../../core/base/day';
import { Spending } from '../../core/chat/ledger';
import { spendingReport } from '../../core/pages/reports/spendingReport';
import { host } from '#host';
import type { Pages } from '../pages/pages';
import type { Ledger } from '../providers/chat/ledger';
import { say } from '../shared/words';

/** The day where the user is, and not that in UTC, by which prices go. */
const dayAt = (at: number): string => dayOf(new Date(at - new Date(at).getTimezoneOffset() * 60_000));

/** Shows what answers cost, by day, model and provider. */
export async function showSpending(ledger: Pick<Ledger, 'read'>, pages: Pick<Pages, 'showReport'>): Promise<void> {
  const spending = new Spending(dayAt);
  await ledger.read(spending);
  pages.showReport('spending', spendingReport(spending, dayAt(host.now()), say));
}
