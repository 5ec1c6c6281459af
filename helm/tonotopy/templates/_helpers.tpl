{{- define "tonotopy.fullname" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}{{ else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" }}{{ end }}
{{- end }}

{{/* Labels by which a part is found; takes the root and the part's name. */}}
{{- define "tonotopy.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end }}

{{- define "tonotopy.labels" -}}
{{ include "tonotopy.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ .root.Chart.Name }}-{{ .root.Chart.Version }}
{{- end }}

{{/* An image by digest, or by a tag: its own, that of all, or that of the chart's release. */}}
{{- define "tonotopy.image" -}}
{{- $name := printf "%s%s" .root.Values.image.registry .image.repository -}}
{{- if .image.digest }}{{ $name }}@{{ .image.digest }}{{ else }}{{ $name }}:{{ .image.tag | default .root.Values.image.tag | default .root.Chart.AppVersion }}{{ end }}
{{- end }}

{{- define "tonotopy.secret" -}}
{{ include "tonotopy.fullname" . }}-generated
{{- end }}

{{- define "tonotopy.databaseSecret" -}}
{{- if .Values.postgresql.enabled }}{{ include "tonotopy.secret" . }}{{ else }}{{ required "Set database.existingSecret to a secret with the keys username and password, or postgresql.enabled to true." .Values.database.existingSecret }}{{ end }}
{{- end }}

{{/* With its namespace: KEDA asks the database from another one. */}}
{{- define "tonotopy.databaseHost" -}}
{{- if .Values.postgresql.enabled }}{{ include "tonotopy.fullname" . }}-postgresql.{{ .Release.Namespace }}.svc{{ else }}{{ required "Set database.host to the host of your PostgreSQL, or postgresql.enabled to true." .Values.database.host }}{{ end }}
{{- end }}

{{- define "tonotopy.databaseSslmode" -}}
{{- if .Values.postgresql.enabled }}disable{{ else }}{{ .Values.database.sslmode }}{{ end }}
{{- end }}

{{/* The secret with the authority that the database's certificate is checked against; empty where none is needed. */}}
{{- define "tonotopy.databaseCa" -}}
{{- if .Values.postgresql.enabled }}{{ else if hasPrefix "verify-" .Values.database.sslmode }}{{ required "Set database.caSecret to a secret with the key ca.crt: database.sslmode checks the database's certificate against it." .Values.database.caSecret }}{{ else }}{{ .Values.database.caSecret }}{{ end }}
{{- end }}

{{- define "tonotopy.databaseMount" -}}
{{- if include "tonotopy.databaseCa" . }}
- name: database-ca
  mountPath: /run/secrets/database
  readOnly: true
{{- end }}
{{- end }}

{{- define "tonotopy.databaseVolume" -}}
{{- with include "tonotopy.databaseCa" . }}
- name: database-ca
  secret:
    secretName: {{ . }}
    defaultMode: 0440
    items:
      - key: ca.crt
        path: ca.crt
{{- end }}
{{- end }}

{{- define "tonotopy.storeSecret" -}}
{{- if .Values.seaweedfs.enabled }}{{ include "tonotopy.secret" . }}{{ else }}{{ .Values.store.existingSecret }}{{ end }}
{{- end }}

{{- define "tonotopy.metricsSecret" -}}
{{- .Values.monitoring.existingSecret | default (include "tonotopy.secret" .) }}
{{- end }}

{{- define "tonotopy.databaseEnv" -}}
- name: TONOTOPY_DATABASE_URL
  value: jdbc:postgresql://{{ include "tonotopy.databaseHost" . }}:{{ .Values.database.port }}/{{ .Values.database.name }}?sslmode={{ include "tonotopy.databaseSslmode" . }}{{ if include "tonotopy.databaseCa" . }}&sslrootcert=/run/secrets/database/ca.crt{{ end }}
- name: TONOTOPY_DATABASE_USER
  valueFrom:
    secretKeyRef:
      name: {{ include "tonotopy.databaseSecret" . }}
      key: username
- name: TONOTOPY_DATABASE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ include "tonotopy.databaseSecret" . }}
      key: password
{{- end }}

{{- define "tonotopy.storeEnv" -}}
- name: TONOTOPY_STORE_ENDPOINT
  value: {{ ternary (printf "http://%s-seaweedfs:8333" (include "tonotopy.fullname" .)) .Values.store.endpoint .Values.seaweedfs.enabled | quote }}
- name: TONOTOPY_STORE_REGION
  value: {{ .Values.store.region | quote }}
- name: TONOTOPY_STORE_BUCKET
  value: {{ if .Values.seaweedfs.enabled }}{{ .Values.store.bucket | default "tonotopy" | quote }}{{ else }}{{ required "Set store.bucket to a bucket of your S3 store, or seaweedfs.enabled to true." .Values.store.bucket | quote }}{{ end }}
- name: TONOTOPY_STORE_PREFIX
  value: {{ .Values.store.prefix | quote }}
- name: TONOTOPY_STORE_PATH_STYLE
  value: {{ or .Values.seaweedfs.enabled .Values.store.pathStyle | quote }}
- name: TONOTOPY_STORE_CHECKSUMS
  value: {{ .Values.store.checksums }}
- name: TONOTOPY_STORE_CREATE_BUCKET
  value: {{ or .Values.seaweedfs.enabled .Values.store.createBucket | quote }}
{{- with include "tonotopy.storeSecret" . }}
- name: TONOTOPY_STORE_ACCESS_KEY
  valueFrom:
    secretKeyRef:
      name: {{ . }}
      key: access-key
- name: TONOTOPY_STORE_SECRET_KEY
  valueFrom:
    secretKeyRef:
      name: {{ . }}
      key: secret-key
{{- end }}
{{- end }}

{{/* The way in by a provider of identities; nothing where there is none. */}}
{{- define "tonotopy.openidEnv" -}}
{{- with .Values.api.openid }}
{{- if .issuer }}
{{- $secret := required "Set api.openid.existingSecret to a secret with the keys client-id and client-secret, or leave api.openid.issuer empty." .existingSecret }}
- name: TONOTOPY_OPENID_ISSUER
  value: {{ .issuer | quote }}
- name: TONOTOPY_OPENID_NAME
  value: {{ .name | quote }}
- name: TONOTOPY_OPENID_NEW_ACCOUNTS
  value: {{ .newAccounts }}
- name: TONOTOPY_OPENID_HOSTS
  value: {{ join "," .hosts | quote }}
{{- if $.Values.ingress.enabled }}
- name: TONOTOPY_OPENID_ADDRESS
  value: {{ printf "https://%s" $.Values.ingress.host | quote }}
{{- end }}
- name: TONOTOPY_OPENID_CLIENT_ID
  valueFrom:
    secretKeyRef:
      name: {{ $secret }}
      key: client-id
- name: TONOTOPY_OPENID_CLIENT_SECRET
  valueFrom:
    secretKeyRef:
      name: {{ $secret }}
      key: client-secret
{{- end }}
{{- end }}
{{- end }}

{{/* What people add, of the settings of all services and then of one. As JSON, large numbers stay what they are: 1000000, not 1e+06. */}}
{{- define "tonotopy.extraEnv" -}}
{{- range $name, $value := merge (dict) .own (.root.Values.settings | default dict) }}
- name: {{ $name }}
  value: {{ kindIs "string" $value | ternary $value ($value | toJson) | quote }}
{{- end }}
{{- end }}

{{- define "tonotopy.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ . }}
runAsGroup: {{ . }}
fsGroup: {{ . }}
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "tonotopy.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* What every pod of the platform says; takes the root and the part's name. */}}
{{- define "tonotopy.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  {{- include "tonotopy.podSecurity" 10001 | nindent 2 }}
{{- end }}

{{- define "tonotopy.spread" -}}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "tonotopy.selector" . | nindent 8 }}
  - maxSkew: 1
    topologyKey: topology.kubernetes.io/zone
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "tonotopy.selector" . | nindent 8 }}
{{- end }}

{{/* Health of a service at a port called http. */}}
{{- define "tonotopy.probes" -}}
startupProbe:
  httpGet: {path: /actuator/health/liveness, port: http}
  periodSeconds: 3
  timeoutSeconds: 5
  # Five minutes: on a machine that others keep busy a start has taken almost four.
  failureThreshold: 100
livenessProbe:
  httpGet: {path: /actuator/health/liveness, port: http}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: {path: /actuator/health/readiness, port: http}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
{{- end }}

{{- define "tonotopy.migrationsContainer" -}}
name: migrations
image: {{ include "tonotopy.image" (dict "root" . "image" .Values.migrations.image) }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
env:
  {{- include "tonotopy.databaseEnv" . | nindent 2 }}
resources:
  {{- toYaml .Values.migrations.resources | nindent 2 }}
securityContext:
  {{- include "tonotopy.containerSecurity" . | nindent 2 }}
volumeMounts:
  - name: tmp
    mountPath: /tmp
  {{- include "tonotopy.databaseMount" . | nindent 2 }}
{{- end }}
