import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ProblemView } from '@/components/problem/problem-view';
import { isProblemSlug, problemText } from '@/lib/problems/list';

interface ProblemPageProps {
  params: Promise<{ slug: string }>;
}

async function problemOf({ params }: ProblemPageProps) {
  const { slug } = await params;
  if (!isProblemSlug(slug)) notFound();
  return { slug, problem: problemText(slug) };
}

export async function generateMetadata(props: ProblemPageProps): Promise<Metadata> {
  return { title: (await problemOf(props)).problem.title };
}

/** Where the `type` of every refusal points. */
export default async function ProblemPage(props: ProblemPageProps) {
  return <ProblemView {...await problemOf(props)} />;
}
