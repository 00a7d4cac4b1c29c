import { startPage } from '../shared/pageApi';
import { startGrid } from './gridPage';

startPage('ai-grid', startGrid);
