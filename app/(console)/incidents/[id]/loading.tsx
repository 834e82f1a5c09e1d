import { Loading } from '@/components/ui/skeleton';

export default function RoomLoading() {
  return (
    <div className="flex flex-col gap-3 px-4 py-4 md:px-5">
      <h1 className="sr-only">The room</h1>
      <Loading label="Opening the room" rows={2} />
      <div className="rounded-lg border border-line bg-surface">
        <Loading label="Reading what happened" rows={10} />
      </div>
    </div>
  );
}
