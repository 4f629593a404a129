CREATE SEQUENCE "public"."order_codes" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "credits" (
	"person_id" uuid NOT NULL,
	"template" text NOT NULL,
	"balance" integer NOT NULL,
	"consented_on" date NOT NULL,
	"consents_that_day" integer NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "credits_person_id_template_pk" PRIMARY KEY("person_id","template"),
	CONSTRAINT "credits_not_negative" CHECK ("credits"."balance" >= 0)
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"template" text NOT NULL,
	"data" jsonb NOT NULL,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"error_code" integer,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "deliveries_id_person_id_pk" PRIMARY KEY("id","person_id"),
	CONSTRAINT "deliveries_channel" CHECK ("deliveries"."channel" in ('subscribe', 'employee')),
	CONSTRAINT "deliveries_state" CHECK ("deliveries"."state" in ('queued', 'sending', 'sent', 'failed', 'uncertain', 'noCredit', 'unbound'))
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"link" text,
	"subject_id" uuid,
	"urgency" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone,
	CONSTRAINT "inbox_id_person_id_pk" PRIMARY KEY("id","person_id"),
	CONSTRAINT "inbox_urgency" CHECK ("inbox"."urgency" in ('low', 'normal', 'alarm'))
);
--> statement-breakpoint
CREATE TABLE "order_events" (
	"id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"action" text NOT NULL,
	"from_state" text,
	"to_state" text NOT NULL,
	"actor_id" uuid NOT NULL,
	"actor_as" text NOT NULL,
	"to_person_id" uuid,
	"note_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "order_events_id_community_id_pk" PRIMARY KEY("id","community_id"),
	CONSTRAINT "order_events_seq" UNIQUE("community_id","order_id","seq"),
	CONSTRAINT "order_events_action" CHECK ("order_events"."action" in ('submit', 'accept', 'undoAccept', 'handBack', 'reassign', 'step', 'resolve', 'confirm', 'reopen', 'withdraw', 'urge', 'supplement', 'decline', 'contest', 'reinstate', 'uphold'))
);
--> statement-breakpoint
CREATE TABLE "order_files" (
	"community_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"note_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "order_files_community_id_note_id_file_id_pk" PRIMARY KEY("community_id","note_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "order_notes" (
	"id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"order_id" uuid NOT NULL,
	"author_id" uuid NOT NULL,
	"text" text,
	"check_state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"erased_at" timestamp (3) with time zone,
	CONSTRAINT "order_notes_id_community_id_pk" PRIMARY KEY("id","community_id"),
	CONSTRAINT "order_notes_check" CHECK ("order_notes"."check_state" in ('pending', 'passed', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"state" text NOT NULL,
	"category" text NOT NULL,
	"urgency" text NOT NULL,
	"grid_id" uuid NOT NULL,
	"place_id" uuid NOT NULL,
	"note_id" uuid NOT NULL,
	"place_text" text NOT NULL,
	"lat" double precision,
	"lng" double precision,
	"requester_id" uuid NOT NULL,
	"registered_by" uuid,
	"holder_id" uuid,
	"holder_since" timestamp (3) with time zone,
	"holder_as" text,
	"promised_at" timestamp (3) with time zone NOT NULL,
	"resolved_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"urged_at" timestamp (3) with time zone,
	"urges" integer NOT NULL,
	"reopenings" integer NOT NULL,
	"contests" integer NOT NULL,
	"version" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "orders_id_community_id_pk" PRIMARY KEY("id","community_id"),
	CONSTRAINT "orders_code" UNIQUE("community_id","code"),
	CONSTRAINT "orders_state" CHECK ("orders"."state" in ('waiting', 'accepted', 'handling', 'resolved', 'reopened', 'closed', 'withdrawn', 'declined', 'contested')),
	CONSTRAINT "orders_urgency" CHECK ("orders"."urgency" in ('normal', 'urgent', 'emergency')),
	CONSTRAINT "orders_holder_when_held" CHECK (("orders"."state" not in ('accepted', 'handling', 'reopened')) or "orders"."holder_id" is not null),
	CONSTRAINT "orders_no_holder_when_waiting" CHECK ("orders"."state" <> 'waiting' or "orders"."holder_id" is null)
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"person_id" uuid,
	"place_id" uuid,
	"topic" text NOT NULL,
	"subject_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clock_offset" (
	"id" smallint PRIMARY KEY NOT NULL,
	"offset_ms" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "answers" (
	"person_id" text NOT NULL,
	"key" uuid NOT NULL,
	"path" text NOT NULL,
	"input_hash" "bytea" NOT NULL,
	"answer_sealed" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "answers_person_id_key_pk" PRIMARY KEY("person_id","key")
);
--> statement-breakpoint
CREATE TABLE "event_handlings" (
	"event_id" uuid NOT NULL,
	"handler" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"last_error" text,
	CONSTRAINT "event_handlings_event_id_handler_pk" PRIMARY KEY("event_id","handler"),
	CONSTRAINT "event_handlings_state" CHECK ("event_handlings"."state" in ('pending', 'done', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "file_contents" (
	"file_id" uuid PRIMARY KEY NOT NULL,
	"content" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"state" text NOT NULL,
	"mime" text NOT NULL,
	"bytes" integer NOT NULL,
	"width" integer,
	"height" integer,
	"check_state" text NOT NULL,
	"check_trace_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "files_state" CHECK ("files"."state" in ('begun', 'ready', 'unreadable')),
	CONSTRAINT "files_check_state" CHECK ("files"."check_state" in ('pending', 'passed', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb NOT NULL,
	"lane" text NOT NULL,
	"is_alarm" boolean NOT NULL,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"lease_until" timestamp (3) with time zone,
	"last_error" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "outbox_state" CHECK ("outbox"."state" in ('pending', 'inFlight', 'done', 'dropped', 'uncertain'))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"device" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "access_tokens" (
	"app_id" text PRIMARY KEY NOT NULL,
	"token_sealed" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feedback" (
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"county_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"answer" text,
	"answered_by" uuid,
	"answered_at" timestamp (3) with time zone,
	CONSTRAINT "feedback_id_person_id_pk" PRIMARY KEY("id","person_id"),
	CONSTRAINT "feedback_kind" CHECK ("feedback"."kind" in ('broken', 'confusing', 'burden', 'privacy', 'other'))
);
--> statement-breakpoint
CREATE TABLE "access_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"viewer_id" uuid NOT NULL,
	"what" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "homes" (
	"id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"entrance_id" uuid NOT NULL,
	"grid_id" uuid NOT NULL,
	"room" text NOT NULL,
	"area_hundredths_m2" integer,
	"label" text NOT NULL,
	CONSTRAINT "homes_id_community_id_pk" PRIMARY KEY("id","community_id")
);
--> statement-breakpoint
CREATE TABLE "residencies" (
	"id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"home_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"relation" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone,
	"source" text NOT NULL,
	CONSTRAINT "residencies_id_community_id_pk" PRIMARY KEY("id","community_id"),
	CONSTRAINT "residencies_relation" CHECK ("residencies"."relation" in ('owner', 'tenant', 'family'))
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"openid" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"is_employee_bound" boolean NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"phone_sealed" text,
	"phone_index" text,
	"id_number_sealed" text,
	"id_number_index" text,
	"state" text NOT NULL,
	"source" text NOT NULL,
	"settings" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "people_state" CHECK ("people"."state" in ('active', 'closed'))
);
--> statement-breakpoint
CREATE TABLE "places" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"parent_id" uuid,
	"path" uuid[] NOT NULL,
	"community_id" uuid NOT NULL,
	"label" text NOT NULL,
	"lat" double precision,
	"lng" double precision,
	"shape" "polygon",
	"is_closed" boolean NOT NULL,
	CONSTRAINT "places_kind" CHECK ("places"."kind" in ('county', 'subdistrict', 'community', 'estate', 'grid', 'building', 'entrance'))
);
--> statement-breakpoint
CREATE TABLE "role_grants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"place_id" uuid NOT NULL,
	"granted_by" uuid,
	"granted_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "role_grants_role" CHECK ("role_grants"."role" in ('gridWorker', 'courier', 'captain', 'steward', 'property', 'merchant', 'housekeeper', 'doctor', 'nursery', 'committee', 'volunteer', 'secretary', 'department', 'subdistrict', 'county'))
);
--> statement-breakpoint
CREATE INDEX "deliveries_message" ON "deliveries" USING btree ("message_id");--> statement-breakpoint
CREATE UNIQUE INDEX "inbox_once" ON "inbox" USING btree ("person_id","dedupe_key");--> statement-breakpoint
CREATE INDEX "inbox_person" ON "inbox" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "inbox_unread" ON "inbox" USING btree ("person_id") WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "order_files_order" ON "order_files" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "order_files_file" ON "order_files" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "order_notes_order" ON "order_notes" USING btree ("order_id");--> statement-breakpoint
CREATE INDEX "orders_pool" ON "orders" USING btree ("grid_id","id") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "orders_holder" ON "orders" USING btree ("holder_id","id") WHERE holder_id is not null;--> statement-breakpoint
CREATE INDEX "orders_requester" ON "orders" USING btree ("requester_id","id");--> statement-breakpoint
CREATE INDEX "orders_community" ON "orders" USING btree ("community_id","state","id");--> statement-breakpoint
CREATE INDEX "changes_person" ON "changes" USING btree ("person_id","xid");--> statement-breakpoint
CREATE INDEX "changes_place" ON "changes" USING btree ("place_id","xid");--> statement-breakpoint
CREATE INDEX "changes_created" ON "changes" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "answers_created" ON "answers" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "event_handlings_due" ON "event_handlings" USING btree ("next_at") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "files_person" ON "files" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "files_trace" ON "files" USING btree ("check_trace_id");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("next_at") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "outbox_lane" ON "outbox" USING btree ("lane","id") WHERE state in ('pending', 'inFlight');--> statement-breakpoint
CREATE INDEX "outbox_leases" ON "outbox" USING btree ("lease_until") WHERE state = 'inFlight';--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "feedback_county" ON "feedback" USING btree ("county_id","id");--> statement-breakpoint
CREATE INDEX "access_log_person" ON "access_log" USING btree ("person_id","at");--> statement-breakpoint
CREATE INDEX "homes_entrance" ON "homes" USING btree ("entrance_id");--> statement-breakpoint
CREATE INDEX "homes_grid" ON "homes" USING btree ("grid_id");--> statement-breakpoint
CREATE INDEX "residencies_home" ON "residencies" USING btree ("home_id");--> statement-breakpoint
CREATE INDEX "residencies_person" ON "residencies" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_person" ON "accounts" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "people_phone" ON "people" USING btree ("phone_index");--> statement-breakpoint
CREATE UNIQUE INDEX "people_id_number" ON "people" USING btree ("id_number_index");--> statement-breakpoint
CREATE INDEX "places_parent" ON "places" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "places_community" ON "places" USING btree ("community_id","kind");--> statement-breakpoint
CREATE INDEX "places_path" ON "places" USING gin ("path");--> statement-breakpoint
CREATE INDEX "places_shape" ON "places" USING gist ("shape") WHERE kind = 'grid';--> statement-breakpoint
CREATE INDEX "role_grants_person" ON "role_grants" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "role_grants_place" ON "role_grants" USING btree ("place_id","role");