import { zodResolver } from '@hookform/resolvers/zod'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { LogIn } from 'lucide-react'
import { navigate, useQueryParams } from 'raviger'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { Field } from '../components/field.tsx'
import { Button } from '../components/ui/button.tsx'
import { Input } from '../components/ui/input.tsx'
import { HTTPError } from '../request/http-error.ts'
import { mutate } from '../request/mutate.ts'
import { authApi, type SignInAnswer } from '../resources/user.ts'
import { keepTokens } from './tokens.ts'

const schema = z.object({
  username: z.string().trim().min(1, 'error_required'),
  password: z.string().min(1, 'error_required'),
})

export function SignInForm() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [{ redirect }] = useQueryParams<{ redirect?: string }>()
  const form = useForm({ resolver: zodResolver(schema), defaultValues: { username: '', password: '' } })
  const signIn = useMutation({
    mutationFn: mutate(authApi.login, { silent: true }),
    onSuccess: (answer: SignInAnswer) => {
      if (!('access' in answer)) return
      queryClient.removeQueries({ queryKey: ['user-refresh-token'] })
      keepTokens(answer)
      navigate(ownAddress(redirect), { replace: true })
    },
  })
  const needsSecondFactor = signIn.data !== undefined && !('access' in signIn.data)
  const problem = signIn.error ? wordsFor(signIn.error) : needsSecondFactor ? 'sign_in_second_factor' : null
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={form.handleSubmit((values) => signIn.mutate(values))}
    >
      {problem && (
        <p role="alert" className="rounded-lg border border-red-200 bg-red-50 p-3 text-sm text-red-800">
          {t(problem)}
        </p>
      )}
      <Field label={t('username')} required error={form.formState.errors.username?.message}>
        {(control) => (
          <Input {...control} autoComplete="username" autoCapitalize="none" {...form.register('username')} />
        )}
      </Field>
      <Field label={t('password')} required error={form.formState.errors.password?.message}>
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="current-password"
            {...form.register('password')}
          />
        )}
      </Field>
      <Button type="submit" disabled={signIn.isPending} className="mt-2">
        <LogIn aria-hidden />
        {t('sign_in')}
      </Button>
    </form>
  )
}

function wordsFor(error: Error): string {
  if (!(error instanceof HTTPError)) return 'sign_in_no_network'
  if (error.status === 401) return 'sign_in_wrong'
  if (error.status === 429) return 'sign_in_too_often'
  return 'something_went_wrong'
}

/** Only addresses of this app: never another origin. */
function ownAddress(redirect: string | undefined): string {
  return redirect && /^\/(?![/\\])/.test(redirect) ? redirect : '/'
}
