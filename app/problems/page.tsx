import type { Metadata } from 'next';
import { ProblemList } from '@/components/problem/problem-list';

export const metadata: Metadata = { title: 'Problems' };

export default function ProblemsPage() {
  return <ProblemList />;
}
