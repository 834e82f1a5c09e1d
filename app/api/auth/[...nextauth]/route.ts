import { authRoute } from '@/lib/access/server/auth-route';
import { signOut } from '@/lib/people/server/close-sessions';
import { signIn } from '@/lib/people/server/sign-in';

export const { GET, POST } = authRoute({ signIn, signOut });
