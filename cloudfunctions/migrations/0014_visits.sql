CREATE TABLE "visits" (
	"id" uuid NOT NULL,
	"community_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"due_on" date NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"done_by" uuid,
	"result_sealed" text,
	"file_ids" uuid[] NOT NULL,
	CONSTRAINT "visits_id_community_id_pk" PRIMARY KEY("id","community_id"),
	CONSTRAINT "visits_reason" CHECK ("visits"."reason" in ('livesAlone', 'emptyNest', 'frail', 'poor', 'care', 'honoured', 'incident', 'dispute', 'request')),
	CONSTRAINT "visits_state" CHECK ("visits"."state" in ('due', 'done', 'dropped')),
	CONSTRAINT "visits_ended" CHECK (("visits"."state" = 'due') = ("visits"."ended_at" is null)),
	CONSTRAINT "visits_done" CHECK (("visits"."state" = 'done') = ("visits"."done_by" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "visits_once" ON "visits" USING btree ("community_id","person_id","reason","due_on") WHERE state <> 'dropped';--> statement-breakpoint
CREATE UNIQUE INDEX "visits_due_once" ON "visits" USING btree ("community_id","person_id","reason") WHERE state = 'due';--> statement-breakpoint
CREATE INDEX "visits_due" ON "visits" USING btree ("community_id","due_on") WHERE state = 'due';--> statement-breakpoint
CREATE INDEX "visits_person" ON "visits" USING btree ("person_id","ended_at");