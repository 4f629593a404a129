CREATE TABLE "ladder_steps" (
	"ladder_id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"what" text NOT NULL,
	"rung" integer NOT NULL,
	"person_ids" uuid[] NOT NULL,
	"actor_id" uuid,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "ladder_steps_ladder_id_seq_community_id_pk" PRIMARY KEY("ladder_id","seq","community_id"),
	CONSTRAINT "ladder_steps_what" CHECK ("ladder_steps"."what" in ('raised', 'told', 'handedOver', 'nobody', 'acknowledged', 'exhausted', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "ladders" (
	"id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"place_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"person_id" uuid,
	"raised_by" uuid,
	"what" text NOT NULL,
	"emergency" text,
	"ring_id" uuid NOT NULL,
	"state" text NOT NULL,
	"rung" integer NOT NULL,
	"repeats" integer NOT NULL,
	"next_at" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"acknowledged_by" uuid,
	"acknowledged_how" text,
	CONSTRAINT "ladders_id_community_id_pk" PRIMARY KEY("id","community_id"),
	CONSTRAINT "ladders_state" CHECK ("ladders"."state" in ('climbing', 'acknowledged', 'exhausted', 'cancelled')),
	CONSTRAINT "ladders_emergency" CHECK ("ladders"."emergency" in ('110', '119', '120')),
	CONSTRAINT "ladders_how" CHECK ("ladders"."acknowledged_how" in ('tap', 'key', 'taken')),
	CONSTRAINT "ladders_acknowledged" CHECK (("ladders"."state" = 'acknowledged') = ("ladders"."acknowledged_by" is not null)),
	CONSTRAINT "ladders_climbing" CHECK (("ladders"."state" = 'climbing') = ("ladders"."next_at" is not null)),
	CONSTRAINT "ladders_ended_state" CHECK (("ladders"."state" in ('climbing', 'exhausted')) = ("ladders"."ended_at" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "ladders_subject" ON "ladders" USING btree ("subject_id","kind","community_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ladders_ring" ON "ladders" USING btree ("ring_id","community_id");--> statement-breakpoint
CREATE INDEX "ladders_due" ON "ladders" USING btree ("next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "ladders_open" ON "ladders" USING btree ("started_at") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "ladders_ended" ON "ladders" USING btree ("ended_at") WHERE ended_at is not null;